// Loaded before the content, so that what needs JavaScript shows from the start, as GOV.UK
// Frontend's template does inline: here no page holds a script of its own.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
