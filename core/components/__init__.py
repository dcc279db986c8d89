"""The parts every page is made of: icons, generated covers, bars, charts and the frame around the page."""
