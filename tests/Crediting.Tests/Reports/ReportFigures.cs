using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Testing;

namespace Marketplace.Crediting.Tests.Reports;

/// <summary>Where figures stand in the answers.</summary>
static class ReportFigures
{
    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>A report as an auditor gets it.</summary>
        public Task<JsonElement> ReportAsync(string query) => service.Client(Roles.Auditor).GetJsonAsync($"/credits/reports/{query}");

        /// <summary>A report as an official of a county gets it.</summary>
        public Task<JsonElement> ReportAsync(string query, string region) =>
            service.Client(Roles.Official, region: region, tier: "County").GetJsonAsync($"/credits/reports/{query}");
    }

    extension(JsonElement report)
    {
        /// <summary>The row of a pairing of the fixture.</summary>
        public JsonElement Row(string pairing) =>
            report.List("rows").Single(row => row.Text("pairingId") == FixturePairings.Id(pairing).ToString());

        public JsonElement Total(string scheme, string tier) =>
            report.List("totals").Single(total => total.Text("scheme") == scheme && total.Text("tier") == tier);

        /// <summary>An amount.</summary>
        public long Fen(string name) => report.GetProperty(name).Number("fen");

        /// <summary>A ratio, as it is printed.</summary>
        public string Percent(string name) => report.GetProperty(name).Text("percent");

        /// <summary>A ratio or points; null when unknown.</summary>
        public long? BasisPoints(string name) =>
            report.GetProperty(name).GetProperty("basisPoints") is { ValueKind: JsonValueKind.Number } known ? known.GetInt64() : null;

        public bool IsNull(string name) => report.GetProperty(name).ValueKind == JsonValueKind.Null;

        /// <summary>What a term is called, as its column says.</summary>
        public string Called(string column, string term) => report.List("columns").Single(known => known.Text("key") == column)
            .GetProperty("terms").GetProperty(term).Text("zh");
    }
}
