//! How far two texts agree.

/// How far words agree: a share of words, counted exactly. A word that is only spelled or
/// capitalised otherwise agrees; marks of punctuation are not counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Words that agree.
    pub same: usize,
    /// Words compared: those that agree, and of each difference the words of the longer side.
    pub of: usize,
}

impl Agreement {
    /// Whether every word that was compared agrees.
    #[must_use]
    pub fn is_whole(self) -> bool {
        self.same == self.of
    }

    /// In percent; 100 only where every word agrees, 0 only where none does.
    #[must_use]
    pub fn percent(self) -> u8 {
        match self.same {
            0 => self.rounded(),
            _ => self.rounded().max(1),
        }
    }

    /// In percent; 100 only where every word agrees, and 0 for less than half a percent.
    #[must_use]
    pub fn rounded(self) -> u8 {
        let rounded = (200 * self.same + self.of) / (2 * self.of.max(1));
        let percent = match (self.same, self.of) {
            (0, 1..) => 0,
            (same, of) if same == of => 100,
            _ => rounded.min(99),
        };
        u8::try_from(percent).unwrap_or(100)
    }
}
