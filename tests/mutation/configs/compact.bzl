"""Written tightly, with quotes of both kinds and text over several lines."""
interpreter(run_command="""
import app
app.main()
""", profile="isolated", utf8_mode=True, quiet=True, executable='/opt/app/python', stdio_encoding='utf-8', stdio_errors='strict')
static_extension('_a'); static_extension('_b', 'PyInit_b')
filesystem_importer(['/opt/lib/python3.11', "/opt/more's"], enabled=True)
