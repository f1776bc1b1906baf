//! Answers that are not asked for again for a day.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::answer::Answer;

/// For how many seconds an answer holds.
const DAY: i64 = 24 * 60 * 60;

/// Answers by address, with when they were given.
#[derive(Debug, Clone, Default)]
pub struct Cache(BTreeMap<String, Known>);

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Known {
    asked: i64,
    answer: Answer,
}

impl Cache {
    /// Reads what [`Self::to_text`] has written; what cannot be read is not known.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        serde_json::from_str(text).map(Self).unwrap_or_default()
    }

    /// As it is kept: the answers that still hold, each on a line. That nobody answered is no answer: it
    /// may be this computer that was not connected.
    #[must_use]
    pub fn to_text(&self, now: i64) -> String {
        let is_answer = |known: &Known| !matches!(known.answer, Answer::Unreachable(_));
        let holds = self.0.iter().filter(|(_, known)| known.holds(now) && is_answer(known));
        let kept: BTreeMap<&String, &Known> = holds.collect();
        let text = serde_json::to_string_pretty(&kept).unwrap_or_default();
        format!("{text}\n")
    }

    pub(super) fn get(&self, address: &str, now: i64) -> Option<&Answer> {
        self.0.get(address).filter(|known| known.holds(now)).map(|known| &known.answer)
    }

    pub(super) fn put(&mut self, address: String, answer: Answer, now: i64) {
        self.0.insert(address, Known { asked: now, answer });
    }
}

impl Known {
    fn holds(&self, now: i64) -> bool {
        (0..DAY).contains(&(now - self.asked))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_holds_for_a_day() {
        let mut cache = Cache::default();
        cache.put("https://a.b/".into(), Answer::Gone(404), 1_000);
        cache.put("https://c.d/".into(), Answer::Unreachable("x".into()), 50_000);
        let text = cache.to_text(1_000 + DAY - 1);
        let read = Cache::from_text(&text);
        assert_eq!(read.get("https://a.b/", 1_000 + DAY - 1), Some(&Answer::Gone(404)));
        assert_eq!(read.get("https://a.b/", 1_000 + DAY), None);
        assert_eq!(read.get("https://a.b/", 999), None, "a clock that was put back");
        assert!(!cache.to_text(1_000 + DAY).contains("a.b"));
        assert!(cache.get("https://c.d/", 50_000).is_some(), "while it is told of");
        assert!(!text.contains("c.d"), "nobody answered: it is asked again");
        assert!(Cache::from_text("no cache").0.is_empty());
    }
}
