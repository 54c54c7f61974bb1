/** Migration tokens: issued, listed, revoked. */
package io.mudanza.token.issue;
