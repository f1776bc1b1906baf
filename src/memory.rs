//! What was worked out before, by the content of what it was worked out from.
//!
//! A stage that is asked again for what it has made of the same input gives that. Nothing is ever declared
//! out of date: another input has another name, and is another question. A build from nothing has no
//! memory, and does not even take the trouble to name its inputs.

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use foldhash::HashMap;
use siphasher::sip128::{Hasher128 as _, SipHasher13};

/// The name of some content: 128 bits of it, so that two that differ have the same as good as never. It holds
/// against chance and not against malice, which could only make its own author's pages stale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(u128);

impl Key {
    /// The name of what `feed` tells.
    #[must_use]
    pub fn of(feed: impl FnOnce(&mut Content)) -> Self {
        let mut content = Content(SipHasher13::new());
        feed(&mut content);
        Self(content.0.finish128().as_u128())
    }
}

impl Key {
    fn shelf(self) -> usize {
        self.0.to_le_bytes().first().map_or(0, |first| usize::from(*first) % SHELVES)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// Takes content to be named; whatever can be hashed tells its own.
pub struct Content(SipHasher13);

impl Hasher for Content {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

/// A value that does not change any more: a copy is the same one, and the name of its content is worked
/// out once.
pub struct Settled<T>(Arc<(T, OnceLock<Key>)>);

impl<T: Hash> Settled<T> {
    /// The name of its content.
    #[must_use]
    pub fn key(&self) -> Key {
        *self.0.1.get_or_init(|| Key::of(|content| self.0.0.hash(content)))
    }
}

impl<T> From<T> for Settled<T> {
    fn from(value: T) -> Self {
        Self(Arc::new((value, OnceLock::new())))
    }
}

impl<T> Deref for Settled<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.0
    }
}

impl<T> Clone for Settled<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T: Default> Default for Settled<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T: fmt::Debug> fmt::Debug for Settled<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.0.fmt(f)
    }
}

/// What one state of a briefing leaves to the next. Copies are one memory.
#[derive(Clone, Default)]
pub struct Memory(Option<Arc<Shelves>>);

/// How many locks share what is remembered, so that threads seldom wait for each other.
const SHELVES: usize = 64;

struct Shelves {
    round: AtomicU32,
    shelves: Vec<Mutex<HashMap<Key, Remembered>>>,
}

struct Remembered {
    value: Arc<dyn Any + Send + Sync>,
    /// When it was last asked for.
    round: u32,
}

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Memory({})", self.len())
    }
}

impl Memory {
    /// A memory that keeps what it is told. The default one keeps nothing.
    #[must_use]
    pub fn keeping() -> Self {
        let shelves = (0..SHELVES).map(|_| Mutex::default()).collect();
        Self(Some(Arc::new(Shelves { round: AtomicU32::new(0), shelves })))
    }

    /// Whether it keeps anything.
    #[must_use]
    pub fn is_keeping(&self) -> bool {
        self.0.is_some()
    }

    /// What `make` makes, or made when it was last asked for the same. `question` names who asks, `input`
    /// tells all that `make` reads: what it leaves out must not matter.
    pub fn recall<V: Send + Sync + 'static>(
        &self,
        question: &'static str,
        input: impl FnOnce(&mut Content),
        make: impl FnOnce() -> V,
    ) -> Arc<V> {
        let Ok(value) = self.try_recall(question, input, || Ok::<_, Infallible>(make()));
        value
    }

    /// The same, of what may fail: a failure is not remembered.
    ///
    /// # Errors
    /// Where `make` fails.
    pub fn try_recall<V: Send + Sync + 'static, E>(
        &self,
        question: &'static str,
        input: impl FnOnce(&mut Content),
        make: impl FnOnce() -> Result<V, E>,
    ) -> Result<Arc<V>, E> {
        let Some(kept) = &self.0 else { return make().map(Arc::new) };
        let key = Key::of(|content| {
            question.hash(content);
            input(content);
        });
        let round = kept.round.load(Ordering::Relaxed);
        let shelf = &kept.shelves[key.shelf()];
        let mut shelf_now = shelf.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(remembered) = shelf_now.get_mut(&key) {
            remembered.round = round;
            if let Ok(value) = Arc::clone(&remembered.value).downcast() {
                return Ok(value);
            }
        }
        // What is made may itself ask, or fail: nothing is locked meanwhile.
        drop(shelf_now);
        let value = Arc::new(make()?);
        let remembered = Remembered { value: value.clone(), round };
        shelf.lock().unwrap_or_else(PoisonError::into_inner).insert(key, remembered);
        Ok(value)
    }

    /// Ends a round: what was asked for neither in it nor in the one before is forgotten.
    pub fn forget(&self) {
        let Some(kept) = &self.0 else { return };
        let ended = kept.round.fetch_add(1, Ordering::Relaxed);
        for shelf in &kept.shelves {
            let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
            shelf.retain(|_, remembered| remembered.round + 1 >= ended);
        }
    }

    /// How many answers it has.
    #[must_use]
    pub fn len(&self) -> usize {
        let shelves = self.0.iter().flat_map(|kept| &kept.shelves);
        shelves.map(|it| it.lock().unwrap_or_else(PoisonError::into_inner).len()).sum()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn the_same_question_is_answered_once() {
        let (memory, made) = (Memory::keeping(), Cell::new(0));
        let length = |memory: &Memory, question, text: &str| {
            let make = || {
                made.set(made.get() + 1);
                text.len()
            };
            *memory.recall(question, |content| text.hash(content), make)
        };
        assert_eq!(length(&memory, "length", "abc"), 3);
        assert_eq!(length(&memory, "length", "abc"), 3);
        assert_eq!(made.get(), 1);
        length(&memory, "length", "abd");
        length(&memory, "size", "abc");
        assert_eq!((made.get(), memory.len()), (3, 3));
        // One that keeps nothing.
        length(&Memory::default(), "length", "abc");
        assert_eq!(made.get(), 4);
    }

    #[test]
    fn what_two_rounds_did_not_ask_for_is_forgotten() {
        let memory = Memory::keeping();
        let ask = |number: u32| *memory.recall("same", |it| number.hash(it), || number);
        ask(1);
        ask(2);
        memory.forget();
        assert_eq!((ask(1), memory.len()), (1, 2));
        memory.forget();
        assert_eq!(memory.len(), 2, "the state before may come back");
        ask(1);
        memory.forget();
        assert_eq!(memory.len(), 1);
    }

    #[test]
    fn what_fails_is_asked_again() {
        let memory = Memory::keeping();
        let ask = |fails: bool| {
            let make = || {
                assert!(!fails, "on purpose");
                7
            };
            *memory.recall("seven", |_| {}, make)
        };
        let asked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ask(true)));
        assert!(asked.is_err() && memory.is_empty());
        assert_eq!(ask(false), 7);
    }

    #[test]
    fn a_settled_value_is_named_by_its_content() {
        let one = Settled::from("a".to_owned());
        assert_eq!(one.key(), Settled::from("a".to_owned()).key());
        assert_eq!(one.clone().key(), one.key());
        assert_ne!(one.key(), Settled::from("b".to_owned()).key());
    }
}
