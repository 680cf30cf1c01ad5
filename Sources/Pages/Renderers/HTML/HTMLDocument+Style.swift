extension HTMLDocument {
  /// The style sheet of every page.
  static let style = #"""
    :root {
      --ground: #fffefc; --raised: #f5f3ee; --line: #dcd8ce; --text: #23211d; --quiet: #625d53; --link: #1757a6;
      --accent: #8a3b12; --patch: #ffe08a; --kernel: #cfe3ff; --result: #c9efd0; --pad: #e9e6df; --onmark: #23211d;
      --keyword: #8b1d7c; --type: #1757a6; --number: #0b6658; --string: #94300f; --comment: #625d53;
      --serif: Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", "Helvetica Neue", "Noto Sans", Arial, sans-serif;
      --mono: ui-monospace, "SF Mono", SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #191817; --raised: #242321; --line: #403d38; --text: #e9e6df; --quiet: #b0aa9d; --link: #8fbdf5;
        --accent: #f0a878; --patch: #6b5310; --kernel: #1f4778; --result: #1f5a31; --pad: #302e2b; --onmark: #ffffff;
        --keyword: #e89bdc; --type: #8fbdf5; --number: #7fd3c2; --string: #f2a98b; --comment: #b0aa9d;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
    body { margin: 0; background: var(--ground); color: var(--text); font: 1.125rem/1.6 var(--serif); }
    a { color: var(--link); text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    .skip { position: absolute; left: -99rem; }
    .skip:focus { left: 1rem; top: 1rem; background: var(--ground); padding: .5rem 1rem; z-index: 2; }
    main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; overflow-wrap: break-word; }
    .contents { font: .9375rem/1.45 var(--sans); padding: 1.25rem 1.25rem 0; max-width: 46rem; margin: 0 auto; }
    .contents .course { margin: 0 0 .75rem; font-weight: 650; }
    .contents ol { list-style: none; margin: 0; padding: 0; }
    .contents li { margin: .3rem 0; }
    .contents a { color: var(--quiet); text-decoration: none; }
    .contents a:hover, .contents a[aria-current] { color: var(--link); text-decoration: underline; }
    .contents .course a { color: var(--text); }
    .contents details { background: none; padding: 0; margin: 0; }
    .contents summary { font-size: inherit; font-weight: 400; color: var(--quiet); }
    @media (max-width: 71.99rem) { .contents nav { display: none; } .contents details ol { margin: .5rem 0 0 1rem; } }
    @media (min-width: 72rem) {
      .contents details { display: none; }
      body { display: grid; grid-template-columns: 1fr minmax(0, 46rem) 1fr; }
      .contents { grid-column: 1; justify-self: end; width: 100%; max-width: 16rem; margin: 0; position: sticky; top: 0;
        align-self: start; max-height: 100vh; overflow: auto; padding: 2.5rem 1rem 2rem 1.25rem; }
      main { grid-column: 2; width: 100%; padding-top: 2.25rem; }
    }
    h1, h2, h3, .eyebrow, .label, figcaption, table, .pages, .run, .passing, .lessons, summary { font-family: var(--sans); }
    h1 { font-size: 2.1rem; line-height: 1.2; margin: .2rem 0 .8rem; letter-spacing: -.015em; text-wrap: balance; }
    h2 { font-size: 1.45rem; line-height: 1.3; margin: 3rem 0 .8rem; letter-spacing: -.01em; }
    h3 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
    h2, h3 { scroll-margin-top: 1rem; }
    .anchor { position: absolute; color: var(--quiet); text-decoration: none; opacity: 0; font-weight: 400; }
    h2:hover .anchor, h3:hover .anchor, .anchor:focus-visible { opacity: 1; }
    .eyebrow { display: block; color: var(--accent); font-weight: 650; font-size: .9rem; margin: 0; }
    .promise { font-size: 1.25rem; line-height: 1.5; }
    .run, .passing { color: var(--quiet); font-size: .95rem; }
    p, ul, ol, pre, figure, table, blockquote, .note, .question, details { margin: 1rem 0; }
    ul, ol { padding-left: 1.75rem; }
    blockquote, .note { border-left: 4px solid var(--line); padding: .1rem 0 .1rem 1rem; }
    .question { background: var(--raised); border-radius: .5rem; padding: .75rem 1rem; }
    .question > :last-child { margin-bottom: 0; }
    .question .label { margin: 0; font-weight: 650; font-size: .85rem; color: var(--accent); }
    details { background: var(--raised); border-radius: .5rem; padding: .6rem 1rem; }
    details + details { margin-top: -.6rem; }
    summary { cursor: pointer; font-weight: 600; font-size: 1rem; }
    hr { border: 0; border-top: 1px solid var(--line); margin: 2.5rem 0; }
    code, pre, samp { font-family: var(--mono); font-size: .86em; }
    :not(pre) > code { background: var(--raised); border-radius: .25rem; padding: .1em .3em; }
    .whole { white-space: nowrap; }
    pre { overflow-x: auto; border-radius: .5rem; padding: .85rem 1rem; line-height: 1.5; font-size: .95rem; tab-size: 2; }
    pre code, pre samp { font-size: .86em; }
    pre.code { background: var(--raised); }
    pre.output { border: 1px solid var(--line); margin-top: -.5rem; }
    pre b { font-weight: inherit; }
    .k { color: var(--keyword); } .t { color: var(--type); } .n { color: var(--number); } .s { color: var(--string); }
    .c { color: var(--comment); font-style: italic; }
    .scroll { overflow-x: auto; margin: 1rem 0; }
    table { border-collapse: collapse; font-size: .95rem; line-height: 1.4; margin: 0; font-variant-numeric: tabular-nums; }
    th { text-align: left; font-weight: 650; border-bottom: 2px solid var(--line); }
    th, td { padding: .35rem .9rem .35rem 0; vertical-align: top; }
    td { border-bottom: 1px solid var(--line); }
    .shape { white-space: nowrap; }
    @media (min-width: 46rem) { td { white-space: nowrap; } }
    .right { text-align: right; } .center { text-align: center; } td.right { white-space: nowrap; }
    figure { margin: 1.5rem 0; }
    figure img { max-width: 100%; height: auto; display: block; background: #fff; border-radius: .375rem; }
    @media (prefers-color-scheme: dark) { figure img { padding: .5rem; } }
    figure:not(:has(figcaption), .inquiry) { display: inline-block; max-width: 100%; margin: .5rem 1rem .5rem 0; }
    figcaption { color: var(--quiet); font-size: .92rem; line-height: 1.45; margin-top: .5rem; position: sticky; left: 0; }
    @media screen and (max-width: 36rem) {
      figure { overflow-x: auto; }
      figure img { max-width: max(100%, .65 * var(--width)); }
      td:first-child:not(.right) { min-width: 6.5rem; }
    }
    math { font-size: 1.08em; }
    p mfrac, li mfrac { font-size: 1.2em; }
    math[display="block"] { margin: 1.25rem 0; overflow-x: auto; overflow-y: hidden; padding: .25rem 0; }
    @media (max-width: 36rem) { math[display="block"] { font-size: .9em; } }
    .pages { display: grid; grid-template-columns: 1fr auto 1fr; gap: 1rem 1.5rem; border-top: 1px solid var(--line);
      margin-top: 3.5rem; padding-top: 1.25rem; text-wrap: balance; }
    .pages a { grid-column: 2; text-decoration: none; }
    .pages a[rel="prev"] { grid-column: 1; }
    .pages a[rel="next"] { grid-column: 3; text-align: right; }
    .pages span { display: block; color: var(--quiet); font-size: .85rem; }
    .lessons { list-style: none; padding: 0; }
    .lessons li { margin: 0 0 1rem; }
    .lessons a { display: flex; gap: 1.1rem; text-decoration: none; color: var(--text); border: 1px solid var(--line);
      border-radius: .6rem; padding: 1rem; }
    .lessons a:hover { border-color: var(--link); }
    .lessons img { width: 9rem; height: 6.5rem; object-fit: contain; background: #fff; border-radius: .375rem; flex: none; }
    .lessons .card { display: block; min-width: 0; }
    .lessons .title { display: block; font-weight: 650; color: var(--link); }
    .lessons .summary { display: block; margin: .25rem 0 .4rem; font-size: .95rem; }
    @media (max-width: 36rem) {
      body { font-size: 1.0625rem; }
      h1 { font-size: 1.75rem; }
      .lessons a { flex-direction: column; gap: .75rem; }
      .lessons img { width: 100%; height: auto; max-height: 9rem; }
      .pages { grid-template-columns: 1fr 1fr; }
      .pages a { grid-column: 1 / -1; grid-row: 2; }
      .pages a[rel] { grid-row: 1; }
      .pages a[rel="next"] { grid-column: 2; }
    }
    .inquiry { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; font-family: var(--sans);
      font-size: .95rem; }
    .inquiry .how { margin: 0 0 .75rem; color: var(--quiet); }
    .inquiry .how strong { color: var(--text); }
    .inquiry .controls { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: .75rem 0; align-items: center; }
    .inquiry .controls output { font-variant-numeric: tabular-nums; font-weight: 650; }
    .inquiry input[type="range"] { width: 8rem; vertical-align: middle; accent-color: var(--link); }
    .inquiry select { font: inherit; color: inherit; background: var(--ground); border: 1px solid var(--line);
      border-radius: .3rem; padding: .15rem .3rem; }
    .inquiry .grids { display: flex; flex-wrap: wrap; gap: 1rem 1.75rem; align-items: flex-start; }
    .inquiry .grid { max-width: 100%; overflow-x: auto; padding: 3px; }
    .inquiry .grid .title { color: var(--quiet); font-size: .88rem; margin: 0 0 .2rem 2px; }
    .inquiry .grid table { border-collapse: separate; border-spacing: 2px; }
    .inquiry .grid td { border: 0; border-radius: .2rem; min-width: 2.1rem; height: 2.1rem; padding: 0 .3rem; text-align: center;
      vertical-align: middle; font: .85rem var(--mono); background: var(--raised); }
    .inquiry .grid td.pad { background: var(--pad); color: var(--quiet); outline: 1px dashed var(--line); outline-offset: -1px; }
    .inquiry .grid td.patch { background: var(--patch); color: var(--onmark); }
    .inquiry .grid td.kernel { background: var(--kernel); color: var(--onmark); }
    .inquiry .grid td.winner { background: var(--result); color: var(--onmark); font-weight: 700; }
    .inquiry .grid td[aria-selected] { cursor: pointer; }
    .inquiry .grid td[aria-selected="true"] { background: var(--result); color: var(--onmark); font-weight: 700; }
    .inquiry .answer { margin: .9rem 0 0; line-height: 1.6; }
    .inquiry .answer p { margin: .3rem 0; }
    .inquiry .terms { font: .88rem/1.7 var(--mono); overflow-wrap: anywhere; }
    .inquiry .terms span { white-space: nowrap; }
    .inquiry .terms .pad { color: var(--quiet); }
    .inquiry .total { font-weight: 650; }
    .inquiry .refusal { color: var(--accent); font-weight: 650; }
    @media print {
      html { font-size: 9.4pt; }
      body { display: block; background: #fff; color: #000; }
      .contents, .pages, .anchor, .skip, .inquiry .controls, .inquiry .how { display: none; }
      main { max-width: none; padding: 0; }
      details::details-content { content-visibility: visible; }
      pre, .scroll { white-space: pre-wrap; overflow: visible; }
      pre, figure, tr, .question, details { break-inside: avoid; } h2, h3, summary { break-after: avoid; }
    }
    """#
}
