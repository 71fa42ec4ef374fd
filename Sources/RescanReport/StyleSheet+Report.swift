extension StyleSheet {
  /// How the report looks: on a phone, on a desk, at night, and on paper.
  ///
  /// Whoever changes it changes its hash too; the tests say which it is.
  static let report = StyleSheet(
    text: """
      :root {
        --paper: #ffffff; --ink: #1c2127; --quiet: #5a6470; --line: #dfe3e8; --wash: #f5f6f8;
        --accent: #23527c; --delete: #b23a2e; --blacklist: #5b3a63; --noreply: #c58a1f; --review: #3d74ad;
        --stays: #d3d9e0; --certain: #3a4754; --probable: #a9b4c0; --track: #eef0f3; --all: #b4bec9;
        --b-delete: #8f2a20; --b-blacklist: #5b3a63; --b-noreply: #76500a; --b-review: #255480; --b-stays: #4d5763;
        --t-delete: #fbeae8; --t-blacklist: #f3ecf5; --t-noreply: #fbf1dc; --t-review: #e8f0f8; --t-stays: #eef0f3;
        --m-profanity: #f9d3cd; --m-coarse: #e9e4da; --m-insult: #fbe0b8; --m-threat: #e5d3ee;
        --m-aggression: #f6d0de; --m-spam: #cfe6e4; --m-none: #fbe9a9; --good: #2c6b3f; --t-good: #e6f2e9;
      }
      @media screen and (prefers-color-scheme: dark) {
        :root {
          --paper: #15181c; --ink: #e4e7eb; --quiet: #9aa5b1; --line: #30363d; --wash: #1d2126;
          --accent: #8ab8e4; --delete: #dc6a5e; --blacklist: #b48cc0; --noreply: #d9a441; --review: #6ba0d6;
          --stays: #48515b; --certain: #b6c0cb; --probable: #66717d; --track: #23282e; --all: #66717d;
          --b-delete: #f2a49b; --b-blacklist: #d9bbe2; --b-noreply: #eac47c; --b-review: #a4cbf0; --b-stays: #b6c0cb;
          --t-delete: #3a201d; --t-blacklist: #2f2434; --t-noreply: #352a14; --t-review: #1b2c3d; --t-stays: #262c33;
          --m-profanity: #6b2e27; --m-coarse: #47423a; --m-insult: #64460f; --m-threat: #4f3460;
          --m-aggression: #642f45; --m-spam: #1f4f4c; --m-none: #5c4d12; --good: #93d1a6; --t-good: #1c3324;
        }
      }
      * { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
      body {
        margin: 0 auto; max-width: 74rem; padding: 2.5rem 2rem 3rem; background: var(--paper); color: var(--ink);
        font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", Arial, sans-serif;
        font-variant-numeric: tabular-nums; overflow-wrap: break-word;
      }
      h1, h2, h3, p, ul, ol, dl, dd, blockquote, table { margin: 0; padding: 0; }
      h1 { font-size: 2rem; line-height: 1.15; font-weight: 650; letter-spacing: -0.015em; }
      h2 { font-size: 1.375rem; line-height: 1.25; font-weight: 650; letter-spacing: -0.01em; }
      h3 { font-size: 1.0625rem; line-height: 1.35; font-weight: 650; }
      h3 { margin-top: 2rem; }
      summary h3 { margin-top: 0; }
      ul, ol { list-style: none; }
      a { color: var(--accent); }
      small { font-size: 0.8125rem; color: var(--quiet); font-weight: 400; }
      code { font: 0.875em ui-monospace, "SF Mono", Menlo, Consolas, "Liberation Mono", monospace; }
      :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }

      header { border-bottom: 1px solid var(--line); padding-bottom: 1.5rem; }
      .issuer { color: var(--quiet); font-size: 0.9375rem; margin-bottom: 0.5rem; max-width: 46rem; }
      .subtitle { margin-top: 0.5rem; font-size: 1.0625rem; }
      .dot { color: var(--quiet); }
      .act { margin-top: 0.75rem; color: var(--quiet); font-size: 0.9375rem; max-width: 46rem; }

      .columns { display: grid; grid-template-columns: 12.5rem minmax(0, 1fr); gap: 0 3rem; }
      nav { padding-top: 2rem; }
      nav ul { position: sticky; top: 1.5rem; font-size: 0.875rem; line-height: 1.35; }
      nav a { display: block; padding: 0.3rem 0; color: var(--quiet); text-decoration: none; }
      nav a:hover { color: var(--accent); text-decoration: underline; }
      section { padding-top: 2.75rem; }
      section.headline { padding-top: 2rem; }
      .note { color: var(--quiet); font-size: 0.875rem; margin-top: 0.375rem; max-width: 46rem; }
      .lead { font-size: 1.125rem; line-height: 1.45; max-width: 46rem; text-wrap: pretty; }
      section > h2 + .lead { margin-top: 0.625rem; }

      .figures {
        display: grid; grid-template-columns: repeat(6, minmax(0, 1fr)); gap: 1rem 1.25rem; margin: 1.5rem 0 1.75rem;
      }
      .figure { border-top: 3px solid var(--line); padding-top: 0.625rem; }
      .figure span { display: block; }
      .figure .value { font-size: 1.75rem; line-height: 1.1; font-weight: 600; letter-spacing: -0.02em; white-space: nowrap; }
      .figure .long { font-size: 1.25rem; line-height: 1.54; }
      .figure .longest { font-size: 1.0625rem; line-height: 1.81; letter-spacing: -0.03em; white-space: normal; overflow-wrap: anywhere; }
      .figure .name { margin-top: 0.25rem; font-size: 0.875rem; line-height: 1.3; }
      .figure .share { font-size: 0.8125rem; line-height: 1.4; color: var(--quiet); }
      .f-all { border-color: var(--ink); }
      .f-delete { border-color: var(--delete); }
      .f-blacklist { border-color: var(--blacklist); }
      .f-noreply { border-color: var(--noreply); }
      .f-review { border-color: var(--review); }

      .bar { display: block; width: 100%; height: 0.5rem; }
      .composition .bar { height: 0.875rem; }
      .track { fill: var(--track); }
      .o-delete { fill: var(--delete); }
      .o-blacklist { fill: var(--blacklist); }
      .o-noreply { fill: var(--noreply); }
      .o-review { fill: var(--review); }
      .o-stays { fill: var(--stays); }
      .o-all { fill: var(--all); }
      .t-certain { fill: var(--certain); }
      .t-probable { fill: var(--probable); }
      .legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 0.75rem; font-size: 0.875rem; }
      .legend li { display: flex; align-items: center; gap: 0.4375rem; }
      .swatch { width: 0.6875rem; height: 0.6875rem; flex: none; }

      .chart { display: block; width: 100%; height: auto; margin: 1rem 0 0.5rem; }
      .chart text { fill: var(--quiet); font-size: 12px; font-variant-numeric: tabular-nums; }
      .chart .panel { fill: var(--ink); font-weight: 600; }
      .chart .year { fill: var(--ink); }
      .chart line { stroke-width: 1; shape-rendering: crispEdges; }
      .chart .grid { stroke: var(--line); }
      .chart .base { stroke: var(--quiet); }
      .narrow { display: none; }

      table { width: 100%; border-collapse: collapse; margin-top: 0.875rem; font-size: 0.9375rem; line-height: 1.4; }
      caption, .hidden {
        position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
      }
      .scroll, .fit { position: relative; overflow-x: auto; }
      table, details, article { position: relative; }
      th, td { padding: 0.5rem 0 0.5rem 1.25rem; text-align: left; vertical-align: baseline; font-weight: 400; }
      th:first-child, td:first-child { padding-left: 0; }
      tbody th, .name, .meta, .finds { overflow-wrap: anywhere; }
      thead th {
        color: var(--quiet); font-size: 0.8125rem; line-height: 1.25; vertical-align: bottom;
        border-bottom: 1px solid var(--quiet); padding-top: 0.25rem; padding-bottom: 0.375rem;
      }
      tbody tr { border-bottom: 1px solid var(--line); }
      .number { text-align: right; white-space: nowrap; }
      thead .number { white-space: normal; }
      .zero { color: var(--quiet); }
      .others { color: var(--quiet); }
      .measured { display: grid; grid-template-columns: minmax(0, 15rem) minmax(0, 1fr); gap: 0.25rem 1.25rem; align-items: start; }
      .measured .bar { margin-top: 0.4375rem; }
      .found, .finds { color: var(--quiet); font-size: 0.875rem; }
      .cite { font-weight: 600; }
      .clause .orders { margin-left: 0.375rem; }
      .name .found { display: block; }
      .clause .summary { display: block; color: var(--quiet); font-size: 0.875rem; margin: 0.125rem 0 0.5rem; max-width: 42rem; }
      td .bar { margin-top: 0.375rem; min-width: 4rem; }

      details { margin-top: 1rem; }
      summary { cursor: pointer; padding: 0.25rem 0; }
      summary h3, summary .share, summary .count { display: inline; }
      .rest > summary { color: var(--accent); font-size: 0.9375rem; }
      .share { color: var(--quiet); font-size: 0.875rem; font-weight: 400; }
      .card { border: 1px solid var(--line); border-radius: 0.375rem; padding: 0.875rem 1.125rem 1rem; margin-top: 0.875rem; }
      blockquote {
        margin: 0.625rem 0; font-size: 1.0625rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere;
        unicode-bidi: isolate; overflow: clip; overflow-clip-margin: 0.25rem; max-width: 46rem;
      }
      .gap { color: var(--quiet); }
      mark { color: inherit; border-radius: 0.1875rem; padding: 0.0625rem 0.125rem; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
      .m-profanity { background: var(--m-profanity); }
      .m-coarse { background: var(--m-coarse); }
      .m-insult { background: var(--m-insult); }
      .m-threat { background: var(--m-threat); }
      .m-aggression { background: var(--m-aggression); }
      .m-spam { background: var(--m-spam); }
      .m-none { background: var(--m-none); }
      .decision { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.5rem; }
      .badges { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
      .badge { border-radius: 0.25rem; padding: 0.0625rem 0.4375rem; font-size: 0.8125rem; line-height: 1.5; font-weight: 600; }
      .b-delete { background: var(--t-delete); color: var(--b-delete); }
      .b-blacklist { background: var(--t-blacklist); color: var(--b-blacklist); }
      .b-noreply { background: var(--t-noreply); color: var(--b-noreply); }
      .b-review { background: var(--t-review); color: var(--b-review); }
      .b-stays { background: var(--t-stays); color: var(--b-stays); }
      .was { color: var(--quiet); font-size: 0.8125rem; }
      .meta { display: flex; flex-wrap: wrap; gap: 0 0.25rem; color: var(--quiet); font-size: 0.875rem; }
      .meta > :not(:last-child)::after { content: " ·"; }
      .why { margin-top: 0.5rem; font-size: 0.875rem; line-height: 1.6; }
      .why li { overflow-wrap: anywhere; }
      .verdict { display: inline-block; border-radius: 0.25rem; padding: 0 0.4375rem; font-size: 0.9375rem; font-weight: 600; }
      .over { background: var(--t-delete); color: var(--b-delete); }
      .within { background: var(--t-good); color: var(--good); }
      .count { font-weight: 650; }
      .flood .count { font-size: 1.0625rem; }
      .proposal { border-bottom: 1px solid var(--line); margin-top: 0; padding: 0.5rem 0; }
      .proposal .count { margin-left: 0.375rem; }
      .strikes { margin: 0.25rem 0 0.5rem 1.125rem; }
      .strikes li { padding-top: 0.5rem; }
      .strikes blockquote { margin: 0.125rem 0 0; font-size: 1rem; }

      .sheet > :not(summary) { max-width: 44rem; }
      .sheet-title { margin-top: 0.75rem; font-weight: 650; }
      .sheet-act { color: var(--quiet); font-size: 0.875rem; }
      .line { display: block; }
      .part th { padding-left: 1.25rem; color: var(--quiet); }
      .group th { padding-top: 0.875rem; font-weight: 600; }
      .blank { min-width: 6rem; }
      .signatures { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; margin-top: 1.5rem; }
      .role { font-weight: 600; }
      .field { border-top: 1px solid var(--quiet); margin-top: 2rem; line-height: 1.3; }

      footer { margin-top: 3rem; padding-top: 1.25rem; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.875rem; }
      footer p { max-width: 46rem; }
      footer dl { margin-top: 0.75rem; }
      footer dl div { display: flex; gap: 0.5rem; }
      footer dt { flex: none; min-width: 9rem; }
      footer dd { overflow-wrap: anywhere; }

      @media (max-width: 60rem) {
        .columns { display: block; }
        nav { padding-top: 1rem; }
        nav ul { position: static; display: flex; flex-wrap: wrap; gap: 0 1rem; }
        .figures { grid-template-columns: repeat(3, minmax(0, 1fr)); }
      }
      @media (max-width: 40rem) {
        body { padding: 1.25rem 1rem 2rem; }
        h1 { font-size: 1.625rem; }
        h2 { font-size: 1.25rem; }
        .figures { grid-template-columns: repeat(2, minmax(0, 1fr)); }
        .wide { display: none; }
        .narrow { display: block; }
        .measured { display: block; }
        .measured .bar { margin-top: 0.375rem; }
        td .bar { min-width: 3rem; }
        th, td { padding-left: 0.75rem; }
        table { font-size: 0.875rem; }
        .scroll th, .scroll td { white-space: nowrap; }
        .scroll thead th { white-space: normal; }
        .card { padding: 0.75rem 0.875rem; }
        .strikes { margin-left: 0; }
        .signatures { grid-template-columns: 1fr; gap: 1rem; }
        .sheet .blank, .sheet thead th:last-child { display: none; }
        footer dl div { display: block; }
        footer dt { font-weight: 600; }
      }

      @page { size: A4; margin: 15mm 14mm 16mm; }
      @page { @bottom-right { content: counter(page); font: 9pt sans-serif; color: #555555; } }
      @media print {
        :root { --paper: #ffffff; --ink: #000000; --quiet: #444444; --line: #bbbbbb; --track: #eeeeee; }
        html { font-size: 10.5pt; }
        body { max-width: none; padding: 0; }
        nav { display: none; }
        .columns { display: block; }
        .figures { grid-template-columns: repeat(6, minmax(0, 1fr)); }
        .wide { display: block; }
        .narrow { display: none; }
        section { padding-top: 1.5rem; }
        h2, h3, summary, .note, .legend, thead { break-after: avoid; }
        table:not(:has(tbody tr:nth-child(15))) { break-inside: avoid; }
        tr, .card, .figure, .chart, .strikes li { break-inside: avoid; }
        p { orphans: 3; widows: 3; }
        .note { break-inside: avoid; }
        .proposal .note { break-before: avoid; break-after: auto; }
        .scroll, .fit { overflow: visible; }
        .scroll th, .scroll td { white-space: normal; }
        details:not(.sheet)::details-content { content-visibility: visible; block-size: auto; }
        details:not(.sheet) > summary { list-style: none; }
        .rest > summary { display: none; }
        .rest { margin-top: 0; }
        details.sheet:not([open]) { display: none; }
        .sheets { break-before: page; padding-top: 0; }
        .sheets > h2, .sheets > .note { display: none; }
        .sheet-title { font-size: 1.375rem; margin: 0 0 0.375rem; }
        .sheet table { width: calc(100% - 1pt); }
        .sheet { break-inside: avoid; }
        .sheet + .sheet { break-before: page; }
        .sheet > summary { display: none; }
        .sheet > :not(summary) { max-width: none; }
        .sheet th, .sheet td { padding: 0.35rem 0.6rem; border: 0.5pt solid #777777; }
        .sheet .part th { padding-left: 1.5rem; }
        .sheets + section { break-before: page; }
        mark[class] { background: none; padding: 0; border-radius: 0; font-weight: 600; text-decoration: underline; text-decoration-thickness: 1.5pt; text-underline-offset: 2pt; }
        .badge, .verdict { border: 0.5pt solid #444444; background: none; color: #000000; }
        blockquote { overflow: visible; }
      }

      """,
    hash: "sha256-V0Rxcpt6mmfuylmi38VLir4D2nrhyKB1qpe5uofPQjc=")
}
