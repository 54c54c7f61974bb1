/** Transfer sessions: what a token that is good for a number of uses is spent on, and the jobs that belong to them. */
package io.mudanza.token.session;
