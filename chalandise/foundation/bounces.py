"""Mail that comes back: delivery status notifications (RFC 3464) read from messages."""
import email
import email.policy
import re
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Bounce:
    """One recipient that a server gave up on."""

    address: str
    letter_key: UUID | None
    words: str


def read(source):
    """Return the permanent failures that one message (bytes) reports; none when it is not such a report."""
    message = email.message_from_bytes(source, policy=email.policy.default)
    if message.get_content_type() != "multipart/report":
        return []
    key, found = _letter_key(message), []
    for part in message.walk():
        if part.get_content_type() == "message/delivery-status":
            found += [bounce for block in part.get_payload() if (bounce := _failure(block, key))]
    return found


def _failure(block, key):
    """Return the Bounce of a per-recipient block, or None when it is not a permanent failure."""
    recipient = block.get("Final-Recipient") or block.get("Original-Recipient")
    if not recipient or (block.get("Action") or "").strip().lower() != "failed":
        return None
    status = (block.get("Status") or "").strip()
    if status and not status.startswith("5"):
        return None  # "try again later" is not a bounce
    address = recipient.partition(";")[2].strip().strip("<>").lower()
    words = " ".join(f"{status} {block.get('Diagnostic-Code') or ''}".split())
    return Bounce(address, key, words[:300]) if "@" in address else None


def _letter_key(message):
    """Return the key of our letter, from the Message-ID of the message that came back."""
    for part in message.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            text = part.get_payload(0).as_string() if part.is_multipart() else part.get_payload(decode=True).decode("latin-1")
            if found := re.search(r"^message-id:\s*<([0-9a-f-]{36})@", text, re.IGNORECASE | re.MULTILINE):
                return UUID(found[1])
    return None
