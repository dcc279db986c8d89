"""Sittings of a quiz: the paper frozen at the start, the answers, the marking."""
