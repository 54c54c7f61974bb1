/** What a node stands on, looked at: each finding says what is there and, unless all is well, what to do. */
package io.mudanza.infra;
