"""The national catalogue of competencies: areas, themes, sub-themes and five levels."""
