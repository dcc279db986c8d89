"""The demo's SCORM packages: written here as Markdown and TOML, zipped while loading.

package.toml     edition, title, sources, and the parts in order
<part>.md        the screens of a part, one for each heading of the second level
<part>.toml      the questions of a part that asks some: they come after its screens
frame.html, package.css, package.js: what every part is shown with
"""
