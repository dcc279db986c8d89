"""Small copies of films and recordings: a small picture, the sound alone, and the picture shown before it plays."""
