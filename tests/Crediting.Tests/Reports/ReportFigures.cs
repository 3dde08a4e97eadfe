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
        public JsonElement Row(string pairing) => report.List("rows").Single(row => row.Text("pairingId") == Paired.Id(pairing).ToString());

        public JsonElement Figures(string pairing) => report.Row(pairing).GetProperty("figures");

        public long Fen(string name) => report.GetProperty(name).Number("fen");
    }
}
