"""Banks of questions with their keys, and the papers that draw from them."""
