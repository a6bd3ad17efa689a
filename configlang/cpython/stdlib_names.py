"""
The names of CPython's own modules, under runs of minor numbers, first and last, of the versions with them.

Made by tools/stdlib_names.py from the interpreters themselves: run it again, and change nothing here.
"""

Table = dict[tuple[tuple[int, int], ...], str]

SOURCES = {
    "3.8.18": "linux-x86_64, shared libpython",
    "3.9.18": "linux-x86_64, shared libpython",
    "3.10.13": "linux-x86_64, shared libpython",
    "3.11.7": "linux-x86_64, shared libpython",
    "3.12.1": "linux-x86_64, shared libpython",
    "3.13.0": "linux-x86_64, shared libpython",
    "3.14.3": "linux-x86_64, shared libpython",
    "3.15.2": "linux-x86_64, shared libpython",
}
"""The releases that were asked, and what builds of them."""

MODULES: Table = {
    ((8, 15),): """
        __future__ _abc _ast _asyncio _bisect _blake2 _bz2 _codecs _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp
        _codecs_kr _codecs_tw _collections _collections_abc _compat_pickle _contextvars _csv _ctypes _curses
        _curses_panel _datetime _dbm _decimal _elementtree _frozen_importlib _frozen_importlib_external _functools
        _gdbm _hashlib _heapq _imp _io _json _locale _lsprof _lzma _markupbase _md5 _multibytecodec _multiprocessing
        _opcode _operator _osx_support _overlapped _pickle _posixshmem _posixsubprocess _py_abc _pydecimal _pyio
        _queue _random _scproxy _sha1 _sha3 _signal _sitebuiltins _socket _sqlite3 _sre _ssl _stat _statistics
        _string _strptime _struct _symtable _thread _threading_local _tkinter _tracemalloc _uuid _warnings _weakref
        _weakrefset _winapi abc antigravity argparse array ast asyncio atexit base64 bdb binascii bisect builtins
        bz2 cProfile calendar cmath cmd code codecs codeop collections colorsys compileall concurrent configparser
        contextlib contextvars copy copyreg csv ctypes curses dataclasses datetime dbm decimal difflib dis doctest
        email encodings ensurepip enum errno faulthandler fcntl filecmp fileinput fnmatch fractions ftplib functools
        gc genericpath getopt getpass gettext glob grp gzip hashlib heapq hmac html http idlelib imaplib importlib
        inspect io ipaddress itertools json keyword linecache locale logging lzma mailbox marshal math mimetypes
        mmap modulefinder msvcrt multiprocessing netrc nt ntpath nturl2path numbers opcode operator optparse os
        pathlib pdb pickle pickletools pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty
        pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline reprlib resource rlcompleter
        runpy sched secrets select selectors shelve shlex shutil signal site smtplib socket socketserver sqlite3 ssl
        stat statistics string stringprep struct subprocess symtable sys sysconfig syslog tabnanny tarfile tempfile
        termios textwrap this threading time timeit tkinter token tokenize trace traceback tracemalloc tty turtle
        turtledemo types typing unicodedata unittest urllib uuid venv warnings wave weakref webbrowser winreg
        winsound wsgiref xml xmlrpc zipapp zipfile zipimport zlib
    """,
    ((8, 14),): "sre_compile sre_constants sre_parse",
    ((9, 15),): "_aix_support _zoneinfo graphlib zoneinfo",
    ((8, 13),): "_compression",
    ((8, 12),): """
        _crypt _msi aifc audioop cgi cgitb chunk crypt imghdr lib2to3 mailcap msilib nis nntplib ossaudiodev pipes
        sndhdr spwd sunau telnetlib uu xdrlib
    """,
    ((11, 15),): "_tokenize _typing tomllib",
    ((8, 11),): "_sha256 _sha512 asynchat asyncore distutils imp smtpd",
    ((12, 15),): "_pydatetime _pylong _sha2",
    ((8, 10),): "binhex",
    ((9, 11),): "_bootsubprocess",
    ((13, 15),): """
        _android_support _colorize _interpchannels _interpqueues _interpreters _ios_support _opcode_metadata _pyrepl
        _suggestions _sysconfig _wmi
    """,
    ((8, 9),): "_bootlocale formatter parser symbol",
    ((14, 15),): """
        _apple_support _ast_unparse _hmac _py_warnings _remote_debugging _types _zstd annotationlib compression
    """,
    ((8, 8),): "_dummy_thread dummy_threading",
    ((9, 9),): "_peg_parser",
    ((15, 15),): "_math_integer profiling",
}
"""The top-level modules of the standard library, on all platforms; test modules are none of it."""

BUILT_IN: Table = {
    ((8, 15),): """
        _abc _ast _codecs _collections _functools _imp _io _locale _operator _signal _sre _stat _string _symtable
        _thread _tracemalloc _warnings _weakref atexit builtins errno faulthandler gc itertools marshal posix pwd
        sys time
    """,
    ((11, 15),): "_tokenize",
    ((8, 11),): "xxsubtype",
    ((12, 15),): "_typing",
    ((13, 15),): "_suggestions _sysconfig",
    ((14, 15),): "_contextvars _datetime _opcode _types",
    ((9, 9),): "_peg_parser",
    ((15, 15),): "_asyncio",
}
"""``sys.builtin_module_names`` of the builds named above; other builds and platforms have more."""

EXTENSIONS: Table = {
    ((8, 15),): """
        _bisect _blake2 _bz2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _csv _ctypes
        _curses _curses_panel _dbm _decimal _elementtree _gdbm _hashlib _heapq _json _lsprof _lzma _md5
        _multibytecodec _multiprocessing _overlapped _pickle _posixshmem _posixsubprocess _queue _random _scproxy
        _sha1 _sha3 _socket _sqlite3 _ssl _statistics _struct _tkinter _uuid _winapi array binascii cmath fcntl grp
        math mmap msvcrt nt pyexpat readline resource select syslog termios unicodedata winreg winsound zlib
    """,
    ((8, 14),): "_asyncio",
    ((9, 15),): "_zoneinfo",
    ((8, 13),): "_contextvars _datetime _opcode",
    ((8, 12),): "_crypt _msi audioop nis ossaudiodev spwd",
    ((8, 11),): "_sha256 _sha512",
    ((12, 15),): "_sha2",
    ((13, 15),): "_interpchannels _interpqueues _interpreters _wmi",
    ((8, 9),): "parser",
    ((14, 15),): "_hmac _remote_debugging _zstd",
    ((11, 11),): "_typing",
    ((15, 15),): "_math_integer",
}
"""Those of ``MODULES`` that are written in C and not built in there: built in elsewhere, maybe."""

FROZEN: Table = {
    ((8, 15),): "_frozen_importlib _frozen_importlib_external zipimport",
    ((11, 15),): """
        _collections_abc _sitebuiltins abc codecs genericpath importlib.machinery importlib.util io ntpath os
        posixpath runpy site stat
    """,
    ((15, 15),): "linecache",
}
"""The modules of the standard library that are frozen into the interpreter."""

SUBMODULES: Table = {
    ((8, 15),): """
        asyncio.__main__ asyncio.base_events asyncio.base_futures asyncio.base_subprocess asyncio.base_tasks
        asyncio.constants asyncio.coroutines asyncio.events asyncio.exceptions asyncio.format_helpers
        asyncio.futures asyncio.locks asyncio.log asyncio.proactor_events asyncio.protocols asyncio.queues
        asyncio.runners asyncio.selector_events asyncio.sslproto asyncio.staggered asyncio.streams
        asyncio.subprocess asyncio.tasks asyncio.transports asyncio.trsock asyncio.unix_events
        asyncio.windows_events asyncio.windows_utils concurrent.futures concurrent.futures._base
        concurrent.futures.process concurrent.futures.thread ctypes._aix ctypes._endian ctypes.macholib
        ctypes.macholib.dyld ctypes.macholib.dylib ctypes.macholib.framework ctypes.util ctypes.wintypes
        curses.ascii curses.has_key curses.panel curses.textpad dbm.dumb dbm.gnu dbm.ndbm email._encoded_words
        email._header_value_parser email._parseaddr email._policybase email.base64mime email.charset
        email.contentmanager email.encoders email.errors email.feedparser email.generator email.header
        email.headerregistry email.iterators email.message email.mime email.mime.application email.mime.audio
        email.mime.base email.mime.image email.mime.message email.mime.multipart email.mime.nonmultipart
        email.mime.text email.parser email.policy email.quoprimime email.utils encodings.aliases encodings.ascii
        encodings.base64_codec encodings.big5 encodings.big5hkscs encodings.bz2_codec encodings.charmap
        encodings.cp037 encodings.cp1006 encodings.cp1026 encodings.cp1125 encodings.cp1140 encodings.cp1250
        encodings.cp1251 encodings.cp1252 encodings.cp1253 encodings.cp1254 encodings.cp1255 encodings.cp1256
        encodings.cp1257 encodings.cp1258 encodings.cp273 encodings.cp424 encodings.cp437 encodings.cp500
        encodings.cp720 encodings.cp737 encodings.cp775 encodings.cp850 encodings.cp852 encodings.cp855
        encodings.cp856 encodings.cp857 encodings.cp858 encodings.cp860 encodings.cp861 encodings.cp862
        encodings.cp863 encodings.cp864 encodings.cp865 encodings.cp866 encodings.cp869 encodings.cp874
        encodings.cp875 encodings.cp932 encodings.cp949 encodings.cp950 encodings.euc_jis_2004
        encodings.euc_jisx0213 encodings.euc_jp encodings.euc_kr encodings.gb18030 encodings.gb2312 encodings.gbk
        encodings.hex_codec encodings.hp_roman8 encodings.hz encodings.idna encodings.iso2022_jp
        encodings.iso2022_jp_1 encodings.iso2022_jp_2 encodings.iso2022_jp_2004 encodings.iso2022_jp_3
        encodings.iso2022_jp_ext encodings.iso2022_kr encodings.iso8859_1 encodings.iso8859_10 encodings.iso8859_11
        encodings.iso8859_13 encodings.iso8859_14 encodings.iso8859_15 encodings.iso8859_16 encodings.iso8859_2
        encodings.iso8859_3 encodings.iso8859_4 encodings.iso8859_5 encodings.iso8859_6 encodings.iso8859_7
        encodings.iso8859_8 encodings.iso8859_9 encodings.johab encodings.koi8_r encodings.koi8_t encodings.koi8_u
        encodings.kz1048 encodings.latin_1 encodings.mac_arabic encodings.mac_croatian encodings.mac_cyrillic
        encodings.mac_farsi encodings.mac_greek encodings.mac_iceland encodings.mac_latin2 encodings.mac_roman
        encodings.mac_romanian encodings.mac_turkish encodings.mbcs encodings.oem encodings.palmos encodings.ptcp154
        encodings.punycode encodings.quopri_codec encodings.raw_unicode_escape encodings.rot_13 encodings.shift_jis
        encodings.shift_jis_2004 encodings.shift_jisx0213 encodings.tis_620 encodings.undefined
        encodings.unicode_escape encodings.utf_16 encodings.utf_16_be encodings.utf_16_le encodings.utf_32
        encodings.utf_32_be encodings.utf_32_le encodings.utf_7 encodings.utf_8 encodings.utf_8_sig
        encodings.uu_codec encodings.zlib_codec ensurepip.__main__ ensurepip._uninstall html.entities html.parser
        http.client http.cookiejar http.cookies http.server idlelib.__main__ idlelib.autocomplete
        idlelib.autocomplete_w idlelib.autoexpand idlelib.browser idlelib.calltip idlelib.calltip_w
        idlelib.codecontext idlelib.colorizer idlelib.config idlelib.config_key idlelib.configdialog
        idlelib.debugger idlelib.debugger_r idlelib.debugobj idlelib.debugobj_r idlelib.delegator idlelib.dynoption
        idlelib.editor idlelib.filelist idlelib.format idlelib.grep idlelib.help idlelib.help_about idlelib.history
        idlelib.hyperparser idlelib.idle idlelib.iomenu idlelib.macosx idlelib.mainmenu idlelib.multicall
        idlelib.outwin idlelib.parenmatch idlelib.pathbrowser idlelib.percolator idlelib.pyparse idlelib.pyshell
        idlelib.query idlelib.redirector idlelib.replace idlelib.rpc idlelib.run idlelib.runscript
        idlelib.scrolledlist idlelib.search idlelib.searchbase idlelib.searchengine idlelib.sidebar idlelib.squeezer
        idlelib.stackviewer idlelib.statusbar idlelib.textview idlelib.tooltip idlelib.tree idlelib.undo
        idlelib.window idlelib.zoomheight idlelib.zzdummy importlib._bootstrap importlib._bootstrap_external
        importlib.abc importlib.machinery importlib.metadata importlib.resources importlib.util json.decoder
        json.encoder json.scanner json.tool logging.config logging.handlers multiprocessing.connection
        multiprocessing.context multiprocessing.dummy multiprocessing.dummy.connection multiprocessing.forkserver
        multiprocessing.heap multiprocessing.managers multiprocessing.pool multiprocessing.popen_fork
        multiprocessing.popen_forkserver multiprocessing.popen_spawn_posix multiprocessing.popen_spawn_win32
        multiprocessing.process multiprocessing.queues multiprocessing.reduction multiprocessing.resource_sharer
        multiprocessing.resource_tracker multiprocessing.shared_memory multiprocessing.sharedctypes
        multiprocessing.spawn multiprocessing.synchronize multiprocessing.util pydoc_data.topics sqlite3.dbapi2
        sqlite3.dump tkinter.__main__ tkinter.colorchooser tkinter.commondialog tkinter.constants tkinter.dialog
        tkinter.dnd tkinter.filedialog tkinter.font tkinter.messagebox tkinter.scrolledtext tkinter.simpledialog
        tkinter.ttk turtledemo.__main__ turtledemo.bytedesign turtledemo.chaos turtledemo.clock
        turtledemo.colormixer turtledemo.forest turtledemo.fractalcurves turtledemo.lindenmayer
        turtledemo.minimal_hanoi turtledemo.nim turtledemo.paint turtledemo.peace turtledemo.penrose
        turtledemo.planet_and_moon turtledemo.rosette turtledemo.round_dance turtledemo.sorting_animate
        turtledemo.tree turtledemo.two_canvases turtledemo.yinyang unittest.__main__ unittest.async_case
        unittest.case unittest.loader unittest.main unittest.mock unittest.result unittest.runner unittest.signals
        unittest.suite unittest.util urllib.error urllib.parse urllib.request urllib.response urllib.robotparser
        venv.__main__ wsgiref.handlers wsgiref.headers wsgiref.simple_server wsgiref.util wsgiref.validate xml.dom
        xml.dom.NodeFilter xml.dom.domreg xml.dom.expatbuilder xml.dom.minicompat xml.dom.minidom xml.dom.pulldom
        xml.dom.xmlbuilder xml.etree xml.etree.ElementInclude xml.etree.ElementPath xml.etree.ElementTree
        xml.etree.cElementTree xml.parsers xml.parsers.expat xml.sax xml.sax._exceptions xml.sax.expatreader
        xml.sax.handler xml.sax.saxutils xml.sax.xmlreader xmlrpc.client xmlrpc.server
    """,
    ((9, 15),): """
        asyncio.threads idlelib.util unittest._log zoneinfo._common zoneinfo._tzpath zoneinfo._zoneinfo
    """,
    ((8, 13),): "collections.abc",
    ((10, 15),): """
        asyncio.mixins importlib._abc importlib.metadata._adapters importlib.metadata._collections
        importlib.metadata._functools importlib.metadata._itertools importlib.metadata._meta
        importlib.metadata._text importlib.readers
    """,
    ((8, 12),): """
        lib2to3.__main__ lib2to3.btm_matcher lib2to3.btm_utils lib2to3.fixer_base lib2to3.fixer_util lib2to3.fixes
        lib2to3.fixes.fix_apply lib2to3.fixes.fix_asserts lib2to3.fixes.fix_basestring lib2to3.fixes.fix_buffer
        lib2to3.fixes.fix_dict lib2to3.fixes.fix_except lib2to3.fixes.fix_exec lib2to3.fixes.fix_execfile
        lib2to3.fixes.fix_exitfunc lib2to3.fixes.fix_filter lib2to3.fixes.fix_funcattrs lib2to3.fixes.fix_future
        lib2to3.fixes.fix_getcwdu lib2to3.fixes.fix_has_key lib2to3.fixes.fix_idioms lib2to3.fixes.fix_import
        lib2to3.fixes.fix_imports lib2to3.fixes.fix_imports2 lib2to3.fixes.fix_input lib2to3.fixes.fix_intern
        lib2to3.fixes.fix_isinstance lib2to3.fixes.fix_itertools lib2to3.fixes.fix_itertools_imports
        lib2to3.fixes.fix_long lib2to3.fixes.fix_map lib2to3.fixes.fix_metaclass lib2to3.fixes.fix_methodattrs
        lib2to3.fixes.fix_ne lib2to3.fixes.fix_next lib2to3.fixes.fix_nonzero lib2to3.fixes.fix_numliterals
        lib2to3.fixes.fix_operator lib2to3.fixes.fix_paren lib2to3.fixes.fix_print lib2to3.fixes.fix_raise
        lib2to3.fixes.fix_raw_input lib2to3.fixes.fix_reduce lib2to3.fixes.fix_reload lib2to3.fixes.fix_renames
        lib2to3.fixes.fix_repr lib2to3.fixes.fix_set_literal lib2to3.fixes.fix_standarderror
        lib2to3.fixes.fix_sys_exc lib2to3.fixes.fix_throw lib2to3.fixes.fix_tuple_params lib2to3.fixes.fix_types
        lib2to3.fixes.fix_unicode lib2to3.fixes.fix_urllib lib2to3.fixes.fix_ws_comma lib2to3.fixes.fix_xrange
        lib2to3.fixes.fix_xreadlines lib2to3.fixes.fix_zip lib2to3.main lib2to3.patcomp lib2to3.pgen2
        lib2to3.pgen2.conv lib2to3.pgen2.driver lib2to3.pgen2.grammar lib2to3.pgen2.literals lib2to3.pgen2.parse
        lib2to3.pgen2.pgen lib2to3.pgen2.token lib2to3.pgen2.tokenize lib2to3.pygram lib2to3.pytree lib2to3.refactor
        tkinter.tix
    """,
    ((11, 15),): """
        asyncio.taskgroups asyncio.timeouts importlib.resources._adapters importlib.resources._common
        importlib.resources._itertools importlib.resources.abc importlib.resources.readers
        importlib.resources.simple importlib.simple re._casefix re._compiler re._constants re._parser
        tomllib._parser tomllib._re tomllib._types wsgiref.types
    """,
    ((8, 11),): """
        distutils._msvccompiler distutils.archive_util distutils.bcppcompiler distutils.ccompiler distutils.cmd
        distutils.command distutils.command.bdist distutils.command.bdist_dumb distutils.command.bdist_rpm
        distutils.command.build distutils.command.build_clib distutils.command.build_ext distutils.command.build_py
        distutils.command.build_scripts distutils.command.check distutils.command.clean distutils.command.config
        distutils.command.install distutils.command.install_data distutils.command.install_egg_info
        distutils.command.install_headers distutils.command.install_lib distutils.command.install_scripts
        distutils.command.register distutils.command.sdist distutils.command.upload distutils.config distutils.core
        distutils.cygwinccompiler distutils.debug distutils.dep_util distutils.dir_util distutils.dist
        distutils.errors distutils.extension distutils.fancy_getopt distutils.file_util distutils.filelist
        distutils.log distutils.msvc9compiler distutils.msvccompiler distutils.spawn distutils.sysconfig
        distutils.text_file distutils.unixccompiler distutils.util distutils.version distutils.versionpredicate
    """,
    ((12, 15),): "sqlite3.__main__ zipfile.__main__ zipfile._path zipfile._path.glob",
    ((8, 10),): "distutils.command.bdist_msi",
    ((13, 15),): """
        _pyrepl.__main__ _pyrepl._threading_handler _pyrepl.commands _pyrepl.completing_reader _pyrepl.console
        _pyrepl.fancy_termios _pyrepl.historical_reader _pyrepl.input _pyrepl.keymap _pyrepl.main _pyrepl.pager
        _pyrepl.reader _pyrepl.readline _pyrepl.simple_interact _pyrepl.trace _pyrepl.types _pyrepl.unix_console
        _pyrepl.unix_eventqueue _pyrepl.utils _pyrepl.windows_console dbm.sqlite3 importlib.metadata.diagnose
        importlib.resources._functional pathlib._local sysconfig.__main__
    """,
    ((8, 9),): "distutils.command.bdist_wininst",
    ((9, 10),): "ensurepip._bundled importlib._common",
    ((11, 12),): "importlib.resources._legacy",
    ((14, 15),): """
        _pyrepl._module_completer _pyrepl.base_eventqueue _pyrepl.terminfo _pyrepl.windows_eventqueue asyncio.graph
        asyncio.tools compression._common compression._common._streams compression.bz2 compression.gzip
        compression.lzma compression.zlib compression.zstd compression.zstd._zstdfile concurrent.futures.interpreter
        concurrent.interpreters concurrent.interpreters._crossinterp concurrent.interpreters._queues ctypes._layout
        encodings._win_cp_codecs json.__main__ pathlib._os pathlib.types pydoc_data.module_docs string.templatelib
    """,
    ((8, 8),): "encodings.mac_centeuro",
    ((10, 10),): "importlib._adapters",
    ((13, 13),): "_pyrepl._minimal_curses _pyrepl.curses pathlib._abc",
    ((15, 15),): """
        _pyrepl.content _pyrepl.fancycompleter _pyrepl.layout _pyrepl.render importlib.metadata._context
        importlib.metadata._typing profiling.sampling profiling.sampling.__main__ profiling.sampling._child_monitor
        profiling.sampling._css_utils profiling.sampling._format_utils profiling.sampling._sync_coordinator
        profiling.sampling.binary_collector profiling.sampling.binary_reader profiling.sampling.cli
        profiling.sampling.collector profiling.sampling.constants profiling.sampling.dump profiling.sampling.errors
        profiling.sampling.gecko_collector profiling.sampling.heatmap_collector profiling.sampling.jsonl_collector
        profiling.sampling.live_collector profiling.sampling.live_collector.collector
        profiling.sampling.live_collector.constants profiling.sampling.live_collector.display
        profiling.sampling.live_collector.trend_tracker profiling.sampling.live_collector.widgets
        profiling.sampling.module_utils profiling.sampling.opcode_utils profiling.sampling.pstats_collector
        profiling.sampling.sample profiling.sampling.stack_collector profiling.sampling.string_table
        profiling.tracing profiling.tracing.__main__ profiling.tracing._utils sqlite3._completer xml.utils
        zipfile._path._functools
    """,
}
"""The modules inside of its packages."""
