//! The keys of facts in case records.

/// The key that a fact has in case records: words joined by underscores, hyphens made underscores, apostrophes dropped.
pub fn record_key(name: &str) -> String {
    let mut key = String::new();
    for character in name.to_lowercase().chars() {
        if character.is_alphanumeric() {
            key.push(character);
        } else if character != '\'' && !key.ends_with('_') {
            key.push('_');
        }
    }
    key.trim_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::record_key;

    #[test]
    fn keys_of_records_are_words_with_underscores() {
        assert_eq!(record_key("prior convictions"), "prior_convictions");
        assert_eq!(record_key("low-level"), "low_level");
        assert_eq!(record_key("driver's license"), "drivers_license");
    }
}
