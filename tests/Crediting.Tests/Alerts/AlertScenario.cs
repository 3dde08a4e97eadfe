using System.Text.Json;
using Marketplace.Contracts;
using Marketplace.Crediting.Alerts;
using Marketplace.Crediting.Storage;
using Marketplace.Crediting.Tests.Fixture;
using Marketplace.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Marketplace.Crediting.Tests.Alerts;

/// <summary>Alerts, raised and read.</summary>
static class AlertScenario
{
    extension(ServiceUnderTest<CreditingDb> service)
    {
        public Task<int> EvaluateAlertsAsync() =>
            service.Services.GetRequiredService<EvaluateAlerts>().EvaluateAsync(TestContext.Current.CancellationToken);

        public async Task<IReadOnlyList<JsonElement>> AlertsAsync(string query) =>
            (await service.Client(Roles.Auditor).GetJsonAsync($"/credits/alerts?{query}")).List("items");

        /// <summary>An alert of the region without an evaluation: a sale of its goods turns out not to be genuine (CR-18).</summary>
        public async Task<JsonElement> RaiseAlertAsync(string owner)
        {
            var sale = await service.SellAsync(origin: owner);
            await service.PostJsonAsync("/credits/voids", new
            {
                voidId = Guid.CreateVersion7(),
                lineId = sale.Lines[0].LineId,
                acceptanceNo = 1,
                reason = "虚假交易",
                document = "稽核〔2024〕3号",
            });
            return (await service.AlertsAsync("kind=FakeTrade&size=200")).Single(alert => alert.Text("objectId") == $"{sale.SupplierId}");
        }
    }
}
