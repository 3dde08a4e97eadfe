using System.Net;
using Marketplace.EndToEnd.Tests.Hostile;
using Xunit;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// What can be read is read, so that each answer is compared with its document (the client does that with whatever it gets): by somebody
/// who sees what there is.
/// </summary>
[Collection(PreparedMarketplace.Name)]
public sealed class DocumentedAnswersTests(PreparedMarketplace prepared)
{
    // Nothing is parked here, no target is set, nothing is overdue, planned, taken in or captured, the ids of events are Logistics' own,
    // and whoever has a token of the demo's issuer has no account; the tests of the services read them.
    static readonly string[] Absent =
    [
        "GetParkedOfCatalog", "GetParkedOfUnits", "GetParkedOfOrdering", "GetParkedOfLogistics", "GetParkedOfCrediting",
        "GetParkedOfAccounts", "GetTarget", "GetPaymentLetter", "PrintPaymentLetter", "GetPlan", "GetMe", "ListColleagues",
        "ListInvitations", "ListMachines", "ListSessions", "ListSignIns", "GetRunSheet", "PrintRunSheet", "GetBatchIntake",
        "ListHouseholds", "GetIntakeLabels", "PrintIntakeLabels", "GetCapture", "GetEpcisEvent",
    ];

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_GET_answers_somebody_as_its_document_says()
    {
        var callers = await HostileCallers.SignInAsync(prepared.Http, prepared.Market, prepared.Ours, Ct);
        var unread = new List<string>();
        foreach (var operation in prepared.Operations.Where(operation => operation.Method == "GET" && !Absent.Contains(operation.Id)))
        {
            var last = "nobody asked";
            foreach (var token in callers.Of(operation.Roles is ["*"] ? PreparedMarketplace.AllRoles : operation.Roles))
            {
                using var answer = await prepared.SendAsync("GET", ScopeCases.All[operation.Id], token, Ct);
                last = answer.StatusCode == HttpStatusCode.OK ? ""
                    : $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Ct)}";
                if (last.Length == 0)
                {
                    break;
                }
            }

            if (last.Length > 0)
            {
                unread.Add($"{operation.Id}: {last}");
            }
        }

        Assert.True(unread.Count == 0, string.Join(Environment.NewLine, unread));
    }
}
