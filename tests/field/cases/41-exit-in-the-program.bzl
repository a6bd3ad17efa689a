# source: python/cpython#152132
# host: 3.8 3.11 3.13
# host-code: printf("back in the host with %d\n", app_run());
# host-out: back in the host with 3
# host-rc: 0
interpreter(
    parse_argv = False,
    run_command = "import sys; sys.exit(3)",
)
