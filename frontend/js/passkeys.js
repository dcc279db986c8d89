// A form with data-passkey ("create" or "get") asks the device for a passkey, and sends what it said. The question stands
// in the element data-options names, or comes from data-options-url. Without script or passkeys the form stays hidden.
const decode = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const encode = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const withBytes = (list) => list?.map((key) => ({ ...key, id: decode(key.id) }));
const isAddress = (host) => /^[\d.]+$/.test(host) || host.includes(":"); // passkeys belong to names
const isAble = () => "PublicKeyCredential" in window && !isAddress(location.hostname);

async function questionOf(form) {
  if (form.dataset.options) return JSON.parse(document.getElementById(form.dataset.options).textContent);
  const answer = await fetch(form.dataset.optionsUrl, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`options: ${answer.status}`);
  return (await answer.json()).request_options;
}

async function create(form) {
  const { publicKey } = (await questionOf(form)).creation_options;
  const alone = form.elements.passwordless?.checked ?? false;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      user: { ...publicKey.user, id: decode(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      authenticatorSelection: {
        ...publicKey.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        ...(alone && { userVerification: "required" }),
      },
    },
  });
  return {
    ...common(credential),
    response: {
      clientDataJSON: encode(credential.response.clientDataJSON),
      attestationObject: encode(credential.response.attestationObject),
      transports: credential.response.getTransports?.() ?? [],
    },
  };
}

async function get(form) {
  const question = await questionOf(form);
  const { publicKey } = question.request_options ?? question;
  const credential = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: decode(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    ...common(credential),
    response: {
      clientDataJSON: encode(clientDataJSON),
      authenticatorData: encode(authenticatorData),
      signature: encode(signature),
      userHandle: userHandle ? encode(userHandle) : null,
    },
  };
}

const common = (credential) => ({
  id: credential.id,
  rawId: encode(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults(),
});

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-passkey]");
  if (!form) return;
  event.preventDefault();
  const words = form.querySelector("[data-passkey-words]");
  const button = form.querySelector("[type=submit]");
  words.textContent = form.dataset.waiting;
  button.disabled = true;
  try {
    const credential = await (form.dataset.passkey === "create" ? create(form) : get(form));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch (error) {
    button.disabled = false;
    const known = error.name === "InvalidStateError"; // the device holds a key of this account already
    words.textContent = known ? form.dataset.known : form.dataset.failed;
    button.focus();
  }
});

for (const part of document.querySelectorAll("[data-passkey-able]")) part.hidden = !isAble();
for (const part of document.querySelectorAll("[data-passkey-unable]")) part.hidden = isAble();
