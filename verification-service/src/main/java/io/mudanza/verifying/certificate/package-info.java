/** The signed report of a job, for programs as JSON and for people as a page. */
package io.mudanza.verifying.certificate;
