//! What was measured → `pins.yaml`: sorted, and the same again where nothing has changed.

use std::collections::BTreeMap;

use super::Measured;
use crate::date::PartialDate;
use crate::model::Briefing;
use crate::parse::fields::{Date, Keyed, PinFields};
use crate::parse::yaml_scalar::scalar;

const HEAD: &str = "# Measured in the reports themselves, by `sidenote pin`. Figures and names: commit this file.\n";

/// The entries of `pins.yaml` after measuring. Pins of other articles that there are stay as they
/// are, and a pin whose figures are what they were keeps its date.
#[must_use]
pub fn renewed(
    mut earlier: BTreeMap<String, PinFields>,
    briefing: &Briefing,
    measured: Measured,
    today: PartialDate,
) -> BTreeMap<String, PinFields> {
    earlier.retain(|slug, _| briefing.articles.iter().any(|article| article.slug == *slug));
    for (id, pin) in measured.pins {
        let slug = &briefing[id].slug;
        let date = earlier
            .get(slug)
            .filter(|earlier| PinFields { pinned: None, ..(*earlier).clone() } == pin)
            .and_then(|earlier| earlier.pinned);
        let pinned = Some(date.unwrap_or(Date(today)));
        earlier.insert(slug.clone(), PinFields { pinned, ..pin });
    }
    earlier
}

/// The text of `pins.yaml`.
#[must_use]
pub fn file(pins: &BTreeMap<String, PinFields>) -> String {
    let mut out = HEAD.to_owned();
    for (slug, pin) in pins {
        out.push_str(&format!("{}:\n  sha256: {}\n", scalar(slug), scalar(&pin.sha256)));
        if let Some(Date(date)) = pin.pinned {
            out.push_str(&format!("  pinned: {date}\n"));
        }
        if let Some(words) = pin.words {
            out.push_str(&format!("  words: {words}\n"));
        }
        map(&mut out, "names", pin.names.as_ref(), |Keyed(forms)| {
            let forms: Vec<String> =
                forms.iter().map(|(form, count)| format!("{}: {count}", scalar(form))).collect();
            format!("{{{}}}", forms.join(", "))
        });
        map(&mut out, "shared", pin.shared.as_ref(), |it| {
            format!("{{words: {}, runs: {}, longest: {}}}", it.words, it.runs, it.longest)
        });
        map(&mut out, "quotes", pin.quotes.as_ref(), |printing| printing.name().to_owned());
    }
    out
}

/// A map by ids, a line each; nothing where it was not measured.
fn map<T>(out: &mut String, name: &str, map: Option<&Keyed<T>>, value: impl Fn(&T) -> String) {
    let Some(Keyed(entries)) = map else { return };
    if entries.is_empty() {
        out.push_str(&format!("  {name}: {{}}\n"));
        return;
    }
    out.push_str(&format!("  {name}:\n"));
    for (key, it) in entries {
        out.push_str(&format!("    {}: {}\n", scalar(key), value(it)));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::parse::fields::{PIN, PinnedSharedFields, Printing};
    use crate::parse::front_matter::read_entries;
    use crate::source::{SourceFile, SourceSet};

    fn read(text: &str) -> Option<BTreeMap<String, PinFields>> {
        let mut sources = SourceSet::default();
        let file = SourceFile::from_bytes("pins.yaml".into(), text.as_bytes().to_vec());
        let id = sources.add(file);
        let mut told = Diagnostics::default();
        let Keyed(read) = read_entries(id, sources.file(id), PIN, &mut told)?;
        Some(read)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            slug in "[a-z0-9]{1,9}(-[a-z0-9]{1,4})?",
            form in "[^\\p{C}]{1,12}",
            figures in any::<[u64; 4]>(),
        ) {
            let [words, runs, longest, count] = figures;
            let keyed = |key: &str| -> Keyed<u64> { Keyed([(key.to_owned(), count)].into()) };
            let shared = PinnedSharedFields { words, runs, longest };
            let pin = PinFields {
                sha256: format!("{words:064x}"),
                pinned: "2026-11-30".parse().ok().map(Date),
                words: Some(words),
                names: Some(Keyed([(slug.clone(), keyed(&form))].into())),
                shared: Some(Keyed([(slug.clone(), shared)].into())),
                quotes: Some(Keyed([(slug.clone(), Printing::None)].into())),
            };
            let pins = BTreeMap::from([(slug, pin)]);
            prop_assert_eq!(read(&file(&pins)), Some(pins));
        }
    }

    #[test]
    fn it_is_sorted_and_a_line_each() {
        let pins = read(concat!(
            "wire: {sha256: b, quotes: {}, names: {holm: {Ms Holm: 1, Ada: 2}, bay: {}}}\n",
            "post: {sha256: a, pinned: 2026-03, shared: {wire: {runs: 1, words: 9, longest: 9}}}\n",
        ));
        let text = file(&pins.unwrap());
        let lines: Vec<&str> = text.lines().skip(1).collect();
        assert_eq!(
            lines,
            [
                "post:",
                "  sha256: a",
                "  pinned: 2026-03",
                "  shared:",
                "    wire: {words: 9, runs: 1, longest: 9}",
                "wire:",
                "  sha256: b",
                "  names:",
                "    bay: {}",
                "    holm: {Ada: 2, Ms Holm: 1}",
                "  quotes: {}",
            ]
        );
    }
}
