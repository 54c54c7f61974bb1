/** What happened to each token: rows that are only ever added. */
package io.mudanza.token.audit;
