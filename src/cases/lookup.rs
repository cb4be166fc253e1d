//! A small table from words to numbers, quicker than a map: one multiplication over length and both ends, then one comparison.

/// Words, each with its number. Of equal words the first stays.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// 0 is empty, else the number of an entry plus one; its length is a power of two and at least twice the entries.
    table: Vec<u32>,
    entries: Vec<(Box<[u8]>, u16)>,
}

impl Lookup {
    /// Of nothing.
    pub fn new() -> Lookup {
        Lookup { table: vec![0; 8], entries: Vec::new() }
    }

    /// Adds a word, unless it is there.
    pub fn add(&mut self, word: &[u8], number: u16) {
        if self.get(word).is_some() {
            return;
        }
        self.entries.push((word.into(), number));
        if self.entries.len() * 2 > self.table.len() {
            self.table = vec![0; self.table.len() * 2];
            for entry in 0..self.entries.len() {
                self.place(entry);
            }
        } else {
            self.place(self.entries.len() - 1);
        }
    }

    fn place(&mut self, entry: usize) {
        let mask = self.table.len() - 1;
        let mut at = hash(&self.entries[entry].0) as usize & mask;
        while self.table[at] != 0 {
            at = (at + 1) & mask;
        }
        self.table[at] = entry as u32 + 1;
    }

    /// The number of a word.
    #[inline]
    pub fn get(&self, word: &[u8]) -> Option<u16> {
        let mask = self.table.len() - 1;
        let mut at = hash(word) as usize & mask;
        loop {
            let entry = self.table.get(at).copied().unwrap_or(0).checked_sub(1)?;
            let (found, number) = self.entries.get(entry as usize)?;
            if **found == *word {
                return Some(*number);
            }
            at = (at + 1) & mask;
        }
    }
}

/// Mixes the length with the first and last (at most eight) bytes.
#[inline]
fn hash(word: &[u8]) -> u32 {
    let (first, last) = if let (Some(first), Some(last)) = (word.first_chunk::<8>(), word.last_chunk::<8>()) {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (word.first_chunk::<4>(), word.last_chunk::<4>()) {
        (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into())
    } else {
        let byte = |at: usize| word.get(at).copied().map_or(0, u64::from);
        (byte(0) | byte(1) << 8, byte(2))
    };
    let mixed = (first ^ last.rotate_left(29) ^ (word.len() as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        let words: Vec<String> = (0..300).map(|number| format!("fact_{number}_{}", "x".repeat(number % 13))).collect();
        let mut lookup = Lookup::new();
        for (number, word) in words.iter().enumerate() {
            lookup.add(word.as_bytes(), number as u16);
        }
        for (number, word) in words.iter().enumerate() {
            assert_eq!(lookup.get(word.as_bytes()), Some(number as u16));
        }
        assert_eq!(lookup.get(b"fact"), None);
        assert_eq!(lookup.get(b""), None);
    }
}
