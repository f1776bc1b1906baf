//! Figures, dates and values of any text, in any language: each at its place, in order.

#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::language::{Language, figures};
use sidenote::parse::value::Value;

fuzz_target!(|input: (u8, &str)| {
    let (language, text) = input;
    let languages = ["en", "de", "fr", "es", "ru", "zh", "ar", "xx"];
    let language = Language::of(languages[usize::from(language) % languages.len()]);
    let mut end = 0;
    for figure in figures(text, language) {
        assert!(figure.range.start >= end && figure.range.start < figure.range.end);
        assert!(text.get(figure.range.clone()).is_some());
        end = figure.range.end;
    }
    let value = Value::read(text, &[language, Language::of("en")]);
    assert_eq!(value.raw, text.trim());
});
