# What a small company runs: one instance. With a domain it has a certificate of Let's Encrypt.
environment = "staging"
mode        = "single"
