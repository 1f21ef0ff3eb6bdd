"""The examples inside rules as tests: what they state, what they reach, what they would notice."""
