/* SPDX-License-Identifier: MIT */
/*
 * The PKI of each example, below examples/.  Valid from 2026 to 2046 and CRLs
 * likewise, so that an example shows its own point and not that it has aged.
 */
#include "make_certs.h"

#define LONG	 .from = "20260101000000Z", .to = "20460101000000Z"
#define CRL_LONG "20260101000000Z", "20460101000000Z"

/* Key identifiers are fixed where a policy pins them. */
#define CA_WITH_SKI(ski)                                \
	"basicConstraints=critical,CA:true,pathlen:0\n" \
	"keyUsage=critical,keyCertSign,cRLSign\n"       \
	"subjectKeyIdentifier=" ski "\n"

static const struct cert certs[] = {
    /* (a) hosts moved from Cloudflare; a second CA is trusted, not pinned */
    {"cloudflare-port/trust/clients", NULL, "O=Acme/CN=Acme Client CA", "0A",
	LONG, CA_WITH_SKI("A1B2C3D4E5F60718293A4B5C6D7E8F9001122334")},
    {"cloudflare-port/trust/contractors", NULL, "O=Acme/CN=Acme Contractor CA",
	"0B", LONG, CA_WITH_SKI("0F1E2D3C4B5A69788796A5B4C3D2E1F001020304")},
    {"cloudflare-port/certs/client", "cloudflare-port/trust/clients",
	"O=Acme/CN=build server", "1001", LONG, LEAF_EXTENSIONS},
    {"cloudflare-port/certs/contractor", "cloudflare-port/trust/contractors",
	"O=Acme/CN=contractor", "1002", LONG, LEAF_EXTENSIONS},
    {"cloudflare-port/certs/revoked", "cloudflare-port/trust/clients",
	"O=Acme/CN=left the company", "1003", LONG, LEAF_EXTENSIONS},
    {"cloudflare-port/certs/stranger", NULL, "O=Acme/CN=build server", "1001",
	LONG, LEAF_EXTENSIONS},

    /* (b) devices, each bound to the host of its tenant */
    {"device-fleet/trust/fleet", NULL, "O=Fleet/CN=Fleet Device CA", "0A", LONG,
	CA_EXTENSIONS(",pathlen:0")},
    {"device-fleet/certs/meter-acme", "device-fleet/trust/fleet",
	"O=Fleet/OU=2026/CN=meter 17", "2001", LONG,
	LEAF_EXTENSIONS "subjectAltName=DNS:meter-17.acme.iot.example.com\n"},
    {"device-fleet/certs/meter-globex", "device-fleet/trust/fleet",
	"O=Fleet/OU=2026/CN=meter 18", "2002", LONG,
	LEAF_EXTENSIONS "subjectAltName=DNS:meter-18.globex.iot.example.com\n"},
    {"device-fleet/certs/lost", "device-fleet/trust/fleet",
	"O=Fleet/OU=2026/CN=meter 19", "00D15EA5E0", LONG,
	LEAF_EXTENSIONS "subjectAltName=DNS:meter-19.acme.iot.example.com\n"},
    {"device-fleet/certs/revoked", "device-fleet/trust/fleet",
	"O=Fleet/OU=2026/CN=meter 20", "2004", LONG,
	LEAF_EXTENSIONS "subjectAltName=DNS:meter-20.acme.iot.example.com\n"},
    {"device-fleet/certs/forged", NULL, "O=Fleet/OU=2026/CN=meter 17", "2001",
	LONG,
	LEAF_EXTENSIONS "subjectAltName=DNS:meter-17.acme.iot.example.com\n"},

    /* (c) workloads with a SPIFFE id, one certificate of a person */
    {"spiffe-service/trust/mesh", NULL, "O=Mesh/CN=Mesh CA", "0A", LONG,
	CA_EXTENSIONS(",pathlen:0")},
    {"spiffe-service/certs/orders", "spiffe-service/trust/mesh", NULL, "3001",
	LONG,
	LEAF_EXTENSIONS "subjectAltName=critical,"
			"URI:spiffe://mesh.example/ns/prod/sa/orders\n"},
    {"spiffe-service/certs/reports", "spiffe-service/trust/mesh", NULL, "3002",
	LONG,
	LEAF_EXTENSIONS "subjectAltName=critical,"
			"URI:spiffe://mesh.example/ns/prod/sa/reports\n"},
    {"spiffe-service/certs/staging", "spiffe-service/trust/mesh", NULL, "3003",
	LONG,
	LEAF_EXTENSIONS "subjectAltName=critical,"
			"URI:spiffe://mesh.example/ns/staging/sa/orders\n"},
    {"spiffe-service/certs/two-ids", "spiffe-service/trust/mesh", NULL, "3004",
	LONG,
	LEAF_EXTENSIONS "subjectAltName=critical,"
			"URI:spiffe://mesh.example/ns/prod/sa/orders,"
			"URI:spiffe://mesh.example/ns/prod/sa/admin\n"},
    {"spiffe-service/certs/on-call", "spiffe-service/trust/mesh",
	"O=Mesh/CN=on call", "3005", LONG,
	LEAF_EXTENSIONS "subjectAltName=email:oncall@mesh.example\n"},

    /* (d) a folder of certificates with the verdict each should get */
    {"certificate-folder/trust/issuing", NULL, "O=Corp/CN=Corp Client CA", "0A",
	LONG, CA_EXTENSIONS("")},
    {"certificate-folder/trust/batch", "certificate-folder/trust/issuing",
	"O=Corp/CN=Corp Batch CA", "0B", LONG,
	CA_EXTENSIONS(",pathlen:0") ISSUED},
    {"certificate-folder/other-ca", NULL, "O=Other/CN=Other CA", "0C", LONG,
	CA_EXTENSIONS("")},
    {"certificate-folder/certs/alice", "certificate-folder/trust/issuing",
	"O=Corp/OU=Payments/CN=alice", "4001", LONG, LEAF_EXTENSIONS},
    {"certificate-folder/certs/bob", "certificate-folder/trust/issuing",
	"O=Corp/OU=Marketing/CN=bob", "4002", LONG, LEAF_EXTENSIONS},
    {"certificate-folder/certs/carol", "certificate-folder/trust/batch",
	"O=Corp/OU=Payments/CN=carol", "4003", LONG, LEAF_EXTENSIONS},
    {"certificate-folder/certs/expired", "certificate-folder/trust/issuing",
	"O=Corp/OU=Payments/CN=dave", "4004", .from = "20250101000000Z",
	.to = "20260301133500Z", LEAF_EXTENSIONS},
    {"certificate-folder/certs/revoked", "certificate-folder/trust/issuing",
	"O=Corp/OU=Payments/CN=erin", "4005", LONG, LEAF_EXTENSIONS},
    {"certificate-folder/certs/server", "certificate-folder/trust/issuing",
	"O=Corp/OU=Payments/CN=server", "4006", LONG,
	"basicConstraints=critical,CA:false\n"
	"keyUsage=critical,digitalSignature\n"
	"extendedKeyUsage=serverAuth\n"
	"subjectKeyIdentifier=hash\n" ISSUED},
    {"certificate-folder/certs/foreign", "certificate-folder/other-ca",
	"O=Corp/OU=Payments/CN=alice", "4007", LONG, LEAF_EXTENSIONS},
};

#define SUPERSEDED 4
#define CESSATION  5

static const struct crl crls[] = {
    {"cloudflare-port/trust/clients", "cloudflare-port/trust/clients", CRL_LONG,
	{{"cloudflare-port/certs/revoked", "20260315090000Z", CESSATION}}},
    {"cloudflare-port/trust/contractors", "cloudflare-port/trust/contractors",
	CRL_LONG, NOBODY},
    {"device-fleet/trust/fleet", "device-fleet/trust/fleet", CRL_LONG,
	{{"device-fleet/certs/revoked", "20260401120000Z", SUPERSEDED}}},
    {"spiffe-service/trust/mesh", "spiffe-service/trust/mesh", CRL_LONG,
	NOBODY},
    {"certificate-folder/trust/issuing", "certificate-folder/trust/issuing",
	CRL_LONG,
	{{"certificate-folder/certs/revoked", "20260415000000Z", CESSATION}}},
    {"certificate-folder/trust/batch", "certificate-folder/trust/batch",
	CRL_LONG, NOBODY},
};

const struct table table_examples = {"examples", certs, COUNT(certs), crls,
    COUNT(crls), NULL, 0, NULL, 0, "[none]\n"};
