"""Publishing: editions, their chain, and a site that is whole whatever happens."""
