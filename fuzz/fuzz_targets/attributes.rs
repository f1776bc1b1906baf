//! Any line ends in attributes, in none, or in an error that points into it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use sidenote::parse::attributes::split_trailing;

fuzz_target!(|line: &str| {
    match split_trailing(line) {
        Ok((end, attributes)) => {
            assert!(line.is_char_boundary(end));
            for (_, range) in attributes {
                assert!(line.get(range).is_some());
            }
        }
        Err(error) => assert!(line.get(error.range).is_some()),
    }
});
