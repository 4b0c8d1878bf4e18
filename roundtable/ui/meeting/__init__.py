"""Parts of the pages about a round table: who is there, who has signed, what keeps the room safe."""
