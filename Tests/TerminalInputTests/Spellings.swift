/// What terminals send for keys, and what each is called here.
enum Spellings {
  static let all: [(bytes: String, key: String)] =
    common + cursor + editing + functions + linux + rxvt + keypad + kitty + otherKeys + alt

  static let common: [(bytes: String, key: String)] = [
    ("x", "x"), ("G", "G"), (" ", "Space"), ("\r", "Enter"), ("\n", "Enter"), ("\t", "Tab"), ("\u{7F}", "BS"),
    ("\u{08}", "BS"), ("\u{1B}", "Esc"), ("\u{04}", "C-d"), ("\u{00}", "C-@"), ("\u{1C}", "C-\\"),
    ("\u{1F}", "C-_"),
    ("\u{18}", "C-x"), ("\u{1A}", "C-z"), ("é", "é"), ("東", "東"), ("🦊", "🦊"),
  ]

  /// Normal and application mode; modifiers of xterm, of older ones without a number before, and of rxvt.
  static let cursor: [(bytes: String, key: String)] = [
    ("\u{1B}[A", "Up"), ("\u{1B}[B", "Down"), ("\u{1B}[C", "Right"), ("\u{1B}[D", "Left"),
    ("\u{1B}OA", "Up"), ("\u{1B}OB", "Down"), ("\u{1B}OC", "Right"), ("\u{1B}OD", "Left"),
    ("\u{9B}A", "Up"), ("\u{8F}D", "Left"),
    ("\u{1B}[1A", "Up"), ("\u{1B}[1;1A", "Up"), ("\u{1B}[1;2A", "S-Up"), ("\u{1B}[1;3B", "M-Down"),
    ("\u{1B}[1;5C", "C-Right"), ("\u{1B}[1;6D", "C-S-Left"), ("\u{1B}[1;7D", "C-M-Left"),
    ("\u{1B}[5D", "C-Left"),
    ("\u{1B}O5D", "C-Left"), ("\u{1B}O1;2A", "S-Up"), ("\u{1B}[1;129A", "Up"), ("\u{1B}[1;33A", "M-Up"),
    ("\u{1B}[a", "S-Up"), ("\u{1B}[d", "S-Left"), ("\u{1B}Oa", "C-Up"), ("\u{1B}Od", "C-Left"),
    ("\u{1B}[Z", "S-Tab"), ("\u{1B}[1;2Z", "S-Tab"), ("\u{1B}[1;5Z", "C-S-Tab"),
  ]

  static let editing: [(bytes: String, key: String)] = [
    ("\u{1B}[H", "Home"), ("\u{1B}[F", "End"), ("\u{1B}OH", "Home"), ("\u{1B}OF", "End"),
    ("\u{1B}[1~", "Home"), ("\u{1B}[2~", "Ins"), ("\u{1B}[3~", "Del"), ("\u{1B}[4~", "End"),
    ("\u{1B}[5~", "PgUp"),
    ("\u{1B}[6~", "PgDn"), ("\u{1B}[7~", "Home"), ("\u{1B}[8~", "End"),
    ("\u{1B}[1;5H", "C-Home"), ("\u{1B}[1;2F", "S-End"), ("\u{1B}[5;5~", "C-PgUp"), ("\u{1B}[3;2~", "S-Del"),
    ("\u{1B}[1;3~", "M-Home"),
    ("\u{1B}[214z", "Home"), ("\u{1B}[220z", "End"), ("\u{1B}[216z", "PgUp"), ("\u{1B}[222z", "PgDn"),
  ]

  static let functions: [(bytes: String, key: String)] = [
    ("\u{1B}OP", "F1"), ("\u{1B}OQ", "F2"), ("\u{1B}OR", "F3"), ("\u{1B}OS", "F4"),
    ("\u{1B}[P", "F1"), ("\u{1B}[Q", "F2"), ("\u{1B}[R", "F3"), ("\u{1B}[S", "F4"),
    ("\u{1B}[11~", "F1"), ("\u{1B}[12~", "F2"), ("\u{1B}[13~", "F3"), ("\u{1B}[14~", "F4"),
    ("\u{1B}[15~", "F5"),
    ("\u{1B}[17~", "F6"), ("\u{1B}[18~", "F7"), ("\u{1B}[19~", "F8"), ("\u{1B}[20~", "F9"),
    ("\u{1B}[21~", "F10"),
    ("\u{1B}[23~", "F11"), ("\u{1B}[24~", "F12"), ("\u{1B}[25~", "F13"), ("\u{1B}[26~", "F14"),
    ("\u{1B}[28~", "F15"),
    ("\u{1B}[29~", "F16"), ("\u{1B}[31~", "F17"), ("\u{1B}[32~", "F18"), ("\u{1B}[33~", "F19"),
    ("\u{1B}[34~", "F20"),
    ("\u{1B}[42~", "F21"), ("\u{1B}[45~", "F24"),
    ("\u{1B}[1;2P", "S-F1"), ("\u{1B}[1;5Q", "C-F2"), ("\u{1B}[15;5~", "C-F5"), ("\u{1B}[24;3~", "M-F12"),
    ("\u{1B}O2P", "S-F1"), ("\u{1B}O1;5P", "C-F1"), ("\u{1B}[13;2~", "S-F3"), ("\u{1B}[224z", "F1"),
  ]

  static let linux: [(bytes: String, key: String)] = [
    ("\u{1B}[[A", "F1"), ("\u{1B}[[B", "F2"), ("\u{1B}[[C", "F3"), ("\u{1B}[[D", "F4"), ("\u{1B}[[E", "F5"),
  ]

  static let rxvt: [(bytes: String, key: String)] = [
    ("\u{1B}[7$", "S-Home"), ("\u{1B}[8^", "C-End"), ("\u{1B}[5@", "C-S-PgUp"), ("\u{1B}[3$", "S-Del"),
    ("\u{1B}[23$", "S-F11"), ("\u{1B}[11^", "C-F1"), ("\u{1B}\u{1B}[7~", "M-Home"),
  ]

  /// The keypad in application mode, where it sends what is printed on it.
  static let keypad: [(bytes: String, key: String)] = [
    ("\u{1B}OM", "Enter"), ("\u{1B}Oj", "*"), ("\u{1B}Ok", "+"), ("\u{1B}Ol", ","), ("\u{1B}Om", "-"),
    ("\u{1B}On", "."), ("\u{1B}Oo", "/"), ("\u{1B}Op", "0"), ("\u{1B}Oq", "1"), ("\u{1B}Or", "2"),
    ("\u{1B}Os", "3"),
    ("\u{1B}Ot", "4"), ("\u{1B}Ou", "5"), ("\u{1B}Ov", "6"), ("\u{1B}Ow", "7"), ("\u{1B}Ox", "8"),
    ("\u{1B}Oy", "9"),
    ("\u{1B}OX", "="), ("\u{1B}OI", "Tab"),
  ]

  /// kitty's protocol, as kitty, foot, wezterm, ghostty, iTerm2 and konsole speak it.
  static let kitty: [(bytes: String, key: String)] = [
    ("\u{1B}[97u", "a"), ("\u{1B}[97;1u", "a"), ("\u{1B}[97;1:1u", "a"), ("\u{1B}[97;1:2u", "a"),
    ("\u{1B}[97;2u", "A"), ("\u{1B}[97:65;2u", "A"), ("\u{1B}[97;65u", "A"), ("\u{1B}[97;66u", "a"),
    ("\u{1B}[49:33;2u", "!"), ("\u{1B}[49;2u", "S-1"), ("\u{1B}[63;2u", "?"), ("\u{1B}[32;2u", "Space"),
    ("\u{1B}[228;2u", "Ä"), ("\u{1B}[97;;229u", "å"), ("\u{1B}[97;1;97u", "a"),
    ("\u{1B}[1089:1057:99;2;1057u", "С"),
    ("\u{1B}[100;5u", "C-d"), ("\u{1B}[68;5u", "C-d"), ("\u{1B}[99;5u", "C-c"), ("\u{1B}[105;5u", "Tab"),
    ("\u{1B}[109;5u", "Enter"), ("\u{1B}[91;5u", "Esc"), ("\u{1B}[32;5u", "C-@"), ("\u{1B}[92;5u", "C-\\"),
    ("\u{1B}[64;6u", "C-@"), ("\u{1B}[99;6u", "C-S-c"), ("\u{1B}[113;3u", "M-q"), ("\u{1B}[113;4u", "M-Q"),
    ("\u{1B}[113;7u", "M-C-q"), ("\u{1B}[49;5u", "C-1"),
    ("\u{1B}[27u", "Esc"), ("\u{1B}[13u", "Enter"), ("\u{1B}[9u", "Tab"), ("\u{1B}[127u", "BS"),
    ("\u{1B}[9;2u", "S-Tab"),
    ("\u{1B}[13;2u", "Enter"), ("\u{1B}[13;5u", "C-Enter"), ("\u{1B}[127;2u", "BS"),
    ("\u{1B}[27;129u", "Esc"),
    ("\u{1B}[1;1:2A", "Up"), ("\u{1B}[1;5:1H", "C-Home"), ("\u{1B}[3;1:1~", "Del"),
    ("\u{1B}[57376u", "F13"), ("\u{1B}[57387u", "F24"), ("\u{1B}[57399u", "0"), ("\u{1B}[57408u", "9"),
    ("\u{1B}[57414u", "Enter"), ("\u{1B}[57419u", "Up"), ("\u{1B}[57423u", "Home"), ("\u{1B}[57424u", "End"),
    ("\u{1B}[57421u", "PgUp"), ("\u{1B}[57426u", "Del"),
  ]

  /// xterm's modifyOtherKeys, which tells the character with Shift in it.
  static let otherKeys: [(bytes: String, key: String)] = [
    ("\u{1B}[27;5;100~", "C-d"), ("\u{1B}[27;2;65~", "A"), ("\u{1B}[27;2;33~", "!"),
    ("\u{1B}[27;3;113~", "M-q"),
    ("\u{1B}[27;5;9~", "C-Tab"), ("\u{1B}[27;2;9~", "S-Tab"), ("\u{1B}[27;5;13~", "C-Enter"),
    ("\u{1B}[27;6;67~", "C-S-C"), ("\u{1B}[27;5;105~", "Tab"), ("\u{1B}[27;2;13~", "Enter"),
  ]

  static let alt: [(bytes: String, key: String)] = [
    ("\u{1B}q", "M-q"), ("\u{1B}f", "M-f"), ("\u{1B}Q", "M-Q"), ("\u{1B}1", "M-1"), ("\u{1B}é", "M-é"),
    ("\u{1B}\r", "M-Enter"), ("\u{1B}\u{7F}", "M-BS"), ("\u{1B}\t", "M-Tab"), ("\u{1B} ", "M-Space"),
    ("\u{1B}/", "M-/"), ("\u{1B}(", "M-("), ("\u{1B}\u{03}", "M-C-c"), ("\u{1B}N", "M-N"),
    ("\u{1B}\u{1B}[A", "M-Up"), ("\u{1B}\u{1B}OA", "M-Up"), ("\u{1B}\u{1B}[5~", "M-PgUp"),
    ("\u{1B}\u{1B}[[A", "M-F1"), ("\u{1B}\u{9B}A", "M-Up"),
  ]
}

/// What terminals send without a key, or long after it was asked for by somebody else.
enum Answers {
  static let all: [String] =
    reports
    + strings.flatMap { string in
      // ST in seven bits and in eight, and BEL.
      ["\u{1B}\\", "\u{9C}", "\u{07}"].map { string + $0 }
    }

  private static let reports: [String] = [
    // Device attributes, status, cursor position, modes, window, terminal parameters, checksum.
    "\u{1B}[?62;22c", "\u{1B}[?1;2c", "\u{1B}[>0;276;0c", "\u{1B}[?6c", "\u{9B}?62;1;6c", "\u{1B}[0n",
    "\u{1B}[?10n",
    "\u{1B}[12;34R", "\u{1B}[1;2R", "\u{1B}[1;5R", "\u{1B}[?12;34;1R", "\u{1B}[?2004;1$y", "\u{1B}[4;2$y",
    "\u{1B}[8;24;80t", "\u{1B}[4;600;800t", "\u{1B}[6;16;8t", "\u{1B}[1t", "\u{1B}[2;1;1;120;120;1;0x",
    "\u{1B}[?997;1n", "\u{1B}[?1u", "\u{1B}[>4;1m", "\u{1B}[?1;0;256S", "\u{1B}[48;24;80;600;800t",
    // Focus.
    "\u{1B}[I", "\u{1B}[O", "\u{9B}I",
    // The mouse: SGR, in pixels too, urxvt, and X10 with every kind of third byte.
    "\u{1B}[<0;10;10M", "\u{1B}[<0;10;10m", "\u{1B}[<65;113;42M", "\u{1B}[32;10;10M", "\u{1B}[96;113;42M",
    "\u{1B}[M !!", "\u{1B}[M`q*", "\u{1B}[Mqqq", "\u{1B}[M  \u{00}", "\u{1B}[M#éǿ",
    "\u{9B}M`q*",
    // Releases, keys of the window system, of media and modifiers.
    "\u{1B}[97;1:3u", "\u{1B}[113;5:3u", "\u{1B}[1;1:3A", "\u{1B}[3;1:3~", "\u{1B}[113;9u", "\u{1B}[57441u",
    "\u{1B}[57428u", "\u{1B}[57358u", "\u{1B}[27;9;113~",
    // Windows' own, unfinished or foreign forms, keys that mean nothing.
    "\u{1B}[81;16;113;1;0;1_", "\u{1B}[1;8\u{18}", "\u{1B}[5\u{18}", "\u{1B}[5\u{1A}", "\u{1B}[201~",
    "\u{1B}[99~",
    "\u{1B}[E", "\u{1B}OE", "\u{1B}OZ", "\u{1B}[1;5;7;9A", "\u{1B}[24;80H", "\u{1B}[>1;2A", "\u{1B}[[q",
    "\u{1B}[q",
    "\u{1B}[\u{7F}\u{00}\u{05}5;9;q", "\u{1B}[1 q", "\u{84}", "\u{85}", "\u{1B}\\", "\u{9C}",
  ]

  private static let strings: [String] = [
    // XTVERSION, DECRQSS (cursor style, attributes), XTGETTCAP, colours, clipboard, title, working folder.
    "\u{1B}P>|XTerm(390)", "\u{1B}P>|foot(1.16.2)", "\u{1B}P1$r2 q", "\u{1B}P1$r0;1m", "\u{1B}P0$r",
    "\u{90}1$r2 q",
    "\u{1B}P1+r544e=787465726d", "\u{1B}P!|00000000", "\u{1B}]11;rgb:1e1e/1e1e/2e2e",
    "\u{1B}]10;rgb:ffff/ffff/ffff",
    "\u{1B}]4;1;rgb:cdcd/0000/0000", "\u{9D}11;rgb:0000/0000/0000", "\u{1B}]52;c;cXVpdCBxIHEgcQ==",
    "\u{1B}]lœ✜quit",
    "\u{1B}]7;file://host/q", "\u{1B}_Gi=31;OK", "\u{1B}^private q", "\u{1B}Xstart q", "\u{9F}Gi=1;q",
    "\u{98}q",
    "\u{9E}q", "\u{1B}P", "\u{1B}]",
  ]
}
