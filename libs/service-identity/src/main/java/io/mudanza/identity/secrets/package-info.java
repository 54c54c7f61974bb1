/** Secrets that lie in files, as Docker and Kubernetes mount them. */
package io.mudanza.identity.secrets;
