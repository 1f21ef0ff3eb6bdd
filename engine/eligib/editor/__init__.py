"""What an editor shows beside a rule file or a profile: faults, completions, explanations, declarations."""
