using Marketplace.Contracts.PurchasingUnits;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Xunit;
using static Marketplace.Ordering.Tests.OrderingFixture;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>What dispatch and delivery have in common: each is noted on a part of a confirmed order, and never moves it back.</summary>
static class NoteScenario
{
    extension(OrderingFixture fixture)
    {
        public async Task ANoteAfterTheAcceptanceMovesNothingBackAsync(Func<OrderView, object> note)
        {
            var order = await fixture.PlaceAndConfirmAsync();
            await fixture.HearAsync(Accepted(order));

            await fixture.HearAsync(note(order));

            var seen = await fixture.SeeAsync(order);
            Assert.Equal((OrderState.Completed, PartState.Accepted), (seen.State, seen.Parts[0].State));
        }

        /// <summary>Notes on an unknown order, on an unknown part and on an order that is not confirmed yet are tried again.</summary>
        public async Task AnEarlyNoteWaitsAsync(
            Func<OrderView, object> note, Func<OrderView, object> noteOnUnknownOrder, Func<OrderView, object> noteOnUnknownPart)
        {
            var (waiting, order) = (await fixture.PlaceAsync(), await fixture.PlaceAndConfirmAsync());
            foreach (var message in (object[])[noteOnUnknownOrder(order), noteOnUnknownPart(order), note(waiting)])
            {
                var id = Guid.CreateVersion7();
                await fixture.HearAsync(message, id);
                Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: true));
            }

            Assert.Equal(PartState.Pending, (await fixture.SeeAsync(waiting)).Parts[0].State);
            Assert.Equal(PartState.Confirmed, (await fixture.SeeAsync(order)).Parts[0].State);
        }

        public async Task ANoteOnACancelledOrderIsParkedAsync(Func<OrderView, object> note)
        {
            var order = await fixture.PlaceAsync();
            var id = Guid.CreateVersion7();
            await fixture.HearAsync(new BudgetDeclined { OrderId = order.OrderId, UnitId = order.UnitId, Year = 2026, AmountFen = 1 });

            await fixture.HearAsync(note(order), id);

            Assert.True(await fixture.IsParkedAsync(id, isTriedAgain: false));
            Assert.Equal(PartState.Cancelled, (await fixture.SeeAsync(order)).Parts[0].State);
        }
    }
}
