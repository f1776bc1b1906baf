//! Lists of words in sections, a file a language: `[section]`, then forms parted by `|`.

/// Each form of a list with the section that it stands in, in order.
pub(super) fn forms(list: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let mut section = "";
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(move |line| {
            if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                section = name;
                return None;
            }
            Some((section, line))
        })
        .flat_map(|(section, line)| {
            let forms = line.split('|').map(str::trim).filter(|form| !form.is_empty());
            forms.map(move |form| (section, form))
        })
}
