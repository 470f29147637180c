package dev.parlance.chat.examples.users;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.SecureString;
import com.password4j.types.Argon2;

/**
 * Argon2id (RFC 9106) of a secret, as the string that other programs know, too: {@code
 * $argon2id$v=19$m=19456,t=2,p=1$…}.
 */
final class SecretHash {

  /** What OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, twice, one lane. */
  private static final Argon2Function ARGON2ID =
      Argon2Function.getInstance(19 << 10, 2, 1, 32, Argon2.ID);

  private static final int SALT_BYTES = 16;

  private SecretHash() {}

  /** Hashes a secret with a salt of its own. */
  static String of(char[] secret) {
    SecureString copy = new SecureString(secret);
    try {
      return Password.hash(copy).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
    } finally {
      copy.clear();
    }
  }

  /** Whether this is the hash of the secret; the comparison takes as long for any difference. */
  static boolean matches(char[] secret, String hash) {
    SecureString copy = new SecureString(secret);
    try {
      return Password.check(copy, hash).with(Argon2Function.getInstanceFromHash(hash));
    } finally {
      copy.clear();
    }
  }
}
