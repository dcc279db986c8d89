"""The frame and the pages of text: navigation by area, mission, help, statements that a government site owes, errors."""
