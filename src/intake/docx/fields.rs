//! Fields: an instruction and its result, which alone is read. They nest, and a result may hold further fields.

use crate::intake::manuscript::address;

/// The fields that are open, outermost first.
#[derive(Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many of them have no result yet.
    instructions: usize,
}

/// One open field.
#[derive(Default)]
struct Field {
    instruction: String,
    /// Whether its result has begun.
    has_result: bool,
}

impl Fields {
    pub(super) fn begin(&mut self) {
        self.open.push(Field::default());
        self.instructions += 1;
    }

    pub(super) fn instruct(&mut self, words: &str) {
        if let Some(field) = self.open.last_mut() {
            field.instruction.push_str(words);
        }
    }

    /// The innermost field's result begins; the address it links to, where it is a link.
    pub(super) fn separate(&mut self) -> Option<String> {
        let field = self.open.last_mut()?;
        if !std::mem::replace(&mut field.has_result, true) {
            self.instructions -= 1;
        }
        address(&field.instruction)
    }

    /// The innermost field ends; whether it was a link.
    pub(super) fn end(&mut self) -> bool {
        let Some(field) = self.open.pop() else {
            return false;
        };
        if !field.has_result {
            self.instructions -= 1;
        }
        field.has_result && address(&field.instruction).is_some()
    }

    /// Whether words that come now are an instruction's.
    pub(super) const fn is_instruction(&self) -> bool {
        self.instructions > 0
    }

    /// Closes the fields whose instruction goes beyond its paragraph: their ends are missing, and the text must not go with them.
    pub(super) fn end_paragraph(&mut self) {
        if std::mem::take(&mut self.instructions) > 0 {
            self.open.retain(|field| field.has_result);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instruction_without_an_end_swallows_no_more_than_its_paragraph() {
        let mut fields = Fields::default();
        fields.begin();
        assert!(fields.is_instruction());
        fields.end_paragraph();
        assert!(!fields.is_instruction() && !fields.end());
    }
}
