//! What words do, as the lists have it.

/// What a word does: a section of the lists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It holds the sentence together.
    Function,
    /// A verb that helps another: "is", "has".
    Auxiliary,
    /// It denies.
    Denial,
    /// It denies where nothing else in the sentence does: the French *ne*, the Russian *никто*.
    Companion,
    /// It says how certain something is.
    Hedge,
    /// A hedge that says only that something is to come.
    Future,
    /// A verb of believing or claiming.
    Doubt,
    /// It looks like a word that denies, hedges or makes a condition, and does not.
    Lookalike,
    /// After it a word of [`Role::Noun`] is a noun.
    Determiner,
    /// A verb that may be a noun, or with a capital a name.
    Noun,
    /// Before it a word of [`Role::Noun`] is a noun.
    AfterNoun,
    /// It begins a condition.
    Condition,
    /// It takes something back of what stands before it: "but", "unless".
    Turn,
    /// After it a word of [`Role::Turn`] adds, and takes nothing back: "not only".
    Addition,
    /// It denies what follows it in its clause: "not", "never".
    Governing,
    /// It may stand between what denies and what is denied: "never again", "not soon".
    Adverb,
    /// After it stands as a whole what is claimed or denied: "that" in "not true that".
    Embedding,
    /// After it a word of [`Role::Condition`] begins a question: "asked if".
    Asking,
    /// It begins what somebody says or thinks: "that".
    Complement,
    /// It begins a clause about what was named before: "who".
    Relative,
    /// It joins two clauses.
    Coordination,
    /// It gives words to a speaker.
    Speech,
    /// The speaker.
    First,
    /// Somebody else.
    Third,
    /// How many.
    Quantifier,
    /// A beginning that turns a word into its opposite.
    Opposite,
    /// A place, where capitals tell no names.
    Place,
    /// It stands before a person's name.
    Title,
    /// Before a month that could be a name, it tells that it is the month.
    BeforeMonth,
}

impl Role {
    pub(super) fn of(section: &str) -> Option<Self> {
        Some(match section {
            "function" => Self::Function,
            "auxiliary" => Self::Auxiliary,
            "denial" => Self::Denial,
            "companions" => Self::Companion,
            "hedges" => Self::Hedge,
            "future" => Self::Future,
            "doubt" => Self::Doubt,
            "lookalikes" => Self::Lookalike,
            "determiners" => Self::Determiner,
            "nouns" => Self::Noun,
            "after nouns" => Self::AfterNoun,
            "condition" => Self::Condition,
            "turns" => Self::Turn,
            "additions" => Self::Addition,
            "governing" => Self::Governing,
            "adverbs" => Self::Adverb,
            "embedding" => Self::Embedding,
            "asking" => Self::Asking,
            "complement" => Self::Complement,
            "relative" => Self::Relative,
            "coordination" => Self::Coordination,
            "speech" => Self::Speech,
            "first person" => Self::First,
            "third person" => Self::Third,
            "quantifiers" => Self::Quantifier,
            "opposites" => Self::Opposite,
            "places" => Self::Place,
            "titles" => Self::Title,
            "before months" => Self::BeforeMonth,
            _ => return None,
        })
    }

    pub(super) fn bit(self) -> u32 {
        1 << (self as u32)
    }

    pub(super) fn minds_case(self) -> bool {
        matches!(self, Self::Place | Self::Title)
    }

    /// Whether it is a matter of what a sentence claims, so that the longest form alone counts.
    pub(super) fn is_stance(self) -> bool {
        const STANCES: [Role; 9] = [
            Role::Denial,
            Role::Companion,
            Role::Hedge,
            Role::Doubt,
            Role::Lookalike,
            Role::Condition,
            Role::Turn,
            Role::Addition,
            Role::Governing,
        ];
        STANCES.contains(&self)
    }
}
