using Marketplace.Testing;
using Xunit;

namespace Marketplace.Crediting.Tests.Measures;

/// <summary>Measures that are no sales (CR-23).</summary>
static class MeasureScenario
{
    public const string Path = "/credits/measures";

    public static object Measure(
        string? east, string? west = "513430", long amountFen = 1_000_000,
        string kind = "Signed", string date = "2024-05-10", string document = "稽核〔2024〕3号") => new
        {
            measureId = Guid.CreateVersion7(),
            kind,
            amountFen,
            date,
            eastRegionId = east,
            westRegionId = west,
            document,
        };

    extension(HttpClient client)
    {
        public Task<HttpResponseMessage> RecordAsync(object measure) =>
            client.PostOnceAsync(Path, measure, ct: TestContext.Current.CancellationToken);
    }
}
