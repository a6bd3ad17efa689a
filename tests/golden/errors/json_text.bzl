# options:
{
  "interpreter_config": {
    "profile": "isolated",
    "utf8_mode": true,
    "home": null
  }
}
