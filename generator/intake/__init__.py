"""What comes in from elsewhere: tables of Excel, CSV and JSON, turned into the registers' YAML."""
