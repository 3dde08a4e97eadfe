using Marketplace.Contracts;

namespace Marketplace.EndToEnd.Tests;

/// <summary>
/// A case for each operation of Accounts. A token of another issuer belongs to no member: it reaches nobody's account, and its own not
/// either.
/// </summary>
static class AccountScopeCases
{
    static readonly Guid Some = new("0199e000-0000-7000-8000-0000000000aa");

    public static IReadOnlyDictionary<string, ScopeCase> All { get; } = new Dictionary<string, ScopeCase>
    {
        ["InviteColleague"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/invitations", _ => new
        {
            invitationId = Guid.CreateVersion7(),
            email = "stranger@people.example",
            role = "supplier",
        }),
        ["ListInvitations"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/invitations"),
        ["WithdrawInvitation"] = new(Stranger.Refused, Roles.Supplier, _ => $"/accounts/invitations/{Some}/withdrawal", _ => new { }),
        ["InviteOrganisation"] = new(
            Stranger.Refused, Roles.Official, ours => $"/accounts/organisations/{ours.SupplierId}/administrator", _ => Invitation()),
        ["InviteOffice"] = new(Stranger.Refused, Roles.Official, _ => "/accounts/offices/330200/administrator", _ => Invitation()),
        ["ListColleagues"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/colleagues"),
        ["RemoveColleague"] = new(Stranger.Refused, Roles.Supplier, _ => $"/accounts/colleagues/{Some}/removal", _ => new { }),
        ["NameAdministrator"] = new(Stranger.Refused, Roles.Supplier, _ => $"/accounts/colleagues/{Some}/administration", _ => new { }),
        ["EndSecondFactor"] = new(
            Stranger.Refused, Roles.Operator, _ => $"/accounts/people/{Some}/second-factor/end", _ => new { }),
        ["GetMe"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/me"),
        ["ListSessions"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/me/sessions"),
        ["EndSession"] = new(Stranger.Refused, Roles.Supplier, _ => $"/accounts/me/sessions/{Some}/end", _ => new { }),
        ["SignOutEverywhere"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/me/sessions/end", _ => new { }),
        ["ListSignIns"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/me/sign-ins"),
        ["ChangePassword"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/me/password", _ => new
        {
            currentPassword = "not the password",
            newPassword = "seven quiet rivers east",
        }),
        ["RegisterMachine"] = new(
            Stranger.Refused, Roles.Supplier, _ => "/accounts/machines", _ => new { machineId = Guid.CreateVersion7(), name = "冒名接口" }),
        ["ListMachines"] = new(Stranger.Refused, Roles.Supplier, _ => "/accounts/machines"),
        ["EndMachine"] = new(Stranger.Refused, Roles.Supplier, _ => $"/accounts/machines/{Some}/end", _ => new { }),
    };

    static object Invitation() => new { invitationId = Guid.CreateVersion7(), email = "stranger@people.example" };
}
