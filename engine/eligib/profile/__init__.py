"""Files about one firm to typed facts."""
