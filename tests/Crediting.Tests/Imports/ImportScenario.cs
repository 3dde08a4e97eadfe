using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Testing;

namespace Marketplace.Crediting.Tests.Imports;

/// <summary>Ledgers in a service that other tests use as well: each of a facilitator of its own.</summary>
static class ImportScenario
{
    extension(ServiceUnderTest<CreditingDb> service)
    {
        /// <summary>Imports a row for each document number, sold by a new facilitator of the region from 金阳.</summary>
        public async Task<(Guid ImportId, Guid Facilitator)> ImportAsync(string region, params string[] documents)
        {
            var facilitator = Guid.CreateVersion7();
            await service.DeliverAsync(LedgerFile.Facilitator(facilitator, $"专馆{facilitator:N}", region));
            var rows = documents.Select(document => new LedgerRow
            {
                DocumentNo = document,
                Facilitator = $"{facilitator}",
                Invoice = $"FP-{facilitator:N}-{document}",
            });
            return (await service.Official(region).ImportAsync(LedgerFile.Csv(rows)), facilitator);
        }
    }
}
