//! The languages whose words are known, each with its lists.

/// A language's lists.
pub(super) struct Lists {
    /// Its primary subtag.
    pub(super) tag: &'static str,
    /// Words of figures and dates.
    pub(super) figures: &'static str,
    /// What words do in a sentence.
    pub(super) words: &'static str,
}

macro_rules! lists {
    ($($tag:literal)+) => {
        /// Every language that has lists, English first.
        pub(super) const LISTS: &[Lists] = &[$(Lists {
            tag: $tag,
            figures: include_str!(concat!("data/", $tag, ".txt")),
            words: include_str!(concat!("data/words/", $tag, ".txt")),
        }),+];
    };
}

lists! { "en" "de" "fr" "es" "ru" "zh" "ar" }

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What is no language of these two letters is read by a name of its own.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "it looks at the project's own files")]
    fn no_list_lies_unread() {
        let data = concat!(env!("CARGO_MANIFEST_DIR"), "/src/language/data");
        let languages = |folder: &str| -> BTreeSet<String> {
            let files = std::fs::read_dir(format!("{data}/{folder}")).unwrap();
            let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
            let stems = names.filter_map(|name| Some(name.strip_suffix(".txt")?.to_owned()));
            stems.filter(|stem| stem.len() == 2).collect()
        };
        let listed: BTreeSet<String> = LISTS.iter().map(|it| it.tag.to_owned()).collect();
        assert_eq!(languages(""), listed);
        assert_eq!(languages("words"), listed);
        assert_eq!(
            languages("inflection"),
            super::super::inflecting().map(str::to_owned).collect()
        );
    }
}
