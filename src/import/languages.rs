//! The language of a text that nobody declares, by its words: a guess, and told as one.

use whatlang::{Info, Lang, Script, detect};

use super::draft::{Draft, Finding};
use crate::language::primary;

/// Shorter texts may be anything, in signs; and so much tells more than what a page declares.
const SHORTEST: usize = 60;
const LONG: usize = 400;

/// Guesses the language of a draft where its page declares none, or declares English, as templates do, for
/// a text that is plainly none.
pub(super) fn tell(draft: &mut Draft) {
    const ENOUGH: usize = 20_000;
    let text: String = draft.body.text().chars().take(ENOUGH).collect();
    let length = text.chars().filter(|c| c.is_alphabetic()).count();
    let by_signs = text.chars().filter(|c| *c >= '\u{2e80}').count() * 3;
    if length.max(by_signs) < SHORTEST {
        return;
    }
    let Some(info) = detect(&text) else { return };
    let Some(tag) = tag(info.lang()) else { return };
    match draft.language.clone() {
        None if info.is_reliable() || length >= LONG => {
            draft.found(Finding::guess("language", tag, "guessed from the words of the text"));
            draft.language = Some(tag.to_owned());
        }
        Some(declared) if primary(&declared) == "en" && tag != "en" && is_plain(&info, length) => {
            let told =
                format!("guessed from the words of the text; the page declares `{declared}`");
            draft.found(Finding::guess("language", tag, told));
            draft.language = Some(tag.to_owned());
        }
        _ => {}
    }
}

fn is_plain(info: &Info, length: usize) -> bool {
    info.script() != Script::Latin || info.is_reliable() && length >= LONG
}

/// The tag of a language.
fn tag(language: Lang) -> Option<&'static str> {
    const TAGS: &[(&str, &str)] = &[
        ("afr", "af"),
        ("aka", "ak"),
        ("amh", "am"),
        ("ara", "ar"),
        ("aze", "az"),
        ("bel", "be"),
        ("ben", "bn"),
        ("bul", "bg"),
        ("cat", "ca"),
        ("ces", "cs"),
        ("cmn", "zh"),
        ("cym", "cy"),
        ("dan", "da"),
        ("deu", "de"),
        ("ell", "el"),
        ("eng", "en"),
        ("epo", "eo"),
        ("est", "et"),
        ("fin", "fi"),
        ("fra", "fr"),
        ("guj", "gu"),
        ("heb", "he"),
        ("hin", "hi"),
        ("hrv", "hr"),
        ("hun", "hu"),
        ("hye", "hy"),
        ("ind", "id"),
        ("ita", "it"),
        ("jav", "jv"),
        ("jpn", "ja"),
        ("kan", "kn"),
        ("kat", "ka"),
        ("khm", "km"),
        ("kor", "ko"),
        ("lat", "la"),
        ("lav", "lv"),
        ("lit", "lt"),
        ("mal", "ml"),
        ("mar", "mr"),
        ("mkd", "mk"),
        ("mya", "my"),
        ("nep", "ne"),
        ("nld", "nl"),
        ("nob", "nb"),
        ("ori", "or"),
        ("pan", "pa"),
        ("pes", "fa"),
        ("pol", "pl"),
        ("por", "pt"),
        ("ron", "ro"),
        ("rus", "ru"),
        ("sin", "si"),
        ("slk", "sk"),
        ("slv", "sl"),
        ("sna", "sn"),
        ("spa", "es"),
        ("srp", "sr"),
        ("swe", "sv"),
        ("tam", "ta"),
        ("tel", "te"),
        ("tgl", "tl"),
        ("tha", "th"),
        ("tuk", "tk"),
        ("tur", "tr"),
        ("ukr", "uk"),
        ("urd", "ur"),
        ("uzb", "uz"),
        ("vie", "vi"),
        ("yid", "yi"),
        ("zul", "zu"),
    ];
    let code = language.code();
    TAGS.iter().find(|(long, _)| *long == code).map(|(_, short)| *short)
}
