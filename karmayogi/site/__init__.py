"""The frame and the pages of text: navigation by area, mission, help, the statements a government site owes, errors."""
