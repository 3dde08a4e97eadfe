using Marketplace.Contracts.Ordering;
using Marketplace.Ordering.Domain;
using Marketplace.Ordering.Orders;
using Xunit;

namespace Marketplace.Ordering.Tests.Orders;

/// <summary>What stock and budget have in common: an order is confirmed when both have answered, whichever comes last.</summary>
static class ConfirmScenario
{
    extension(OrderingFixture fixture)
    {
        /// <summary>One answer alone confirms nothing, delivered twice and published twice.</summary>
        public async Task OneAnswerConfirmsNothingAsync(Func<OrderView, object> answer)
        {
            var order = await fixture.PlaceAsync();

            await fixture.HearThriceAsync(answer(order));

            Assert.Equal(OrderState.Submitted, (await fixture.SeeAsync(order)).State);
            Assert.Empty(fixture.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
        }

        /// <summary>The last answer confirms once, delivered twice and published twice.</summary>
        public async Task TheLastAnswerConfirmsOnceAsync(Func<OrderView, object> first, Func<OrderView, object> last)
        {
            var order = await fixture.PlaceAsync();
            await fixture.HearAsync(first(order));

            await fixture.HearThriceAsync(last(order));

            await fixture.ToldOnceAsync<OrderConfirmed>(message => message.OrderId == order.OrderId);
            Assert.Equal(OrderState.Confirmed, (await fixture.SeeAsync(order)).State);
        }

        /// <summary>Once refused, an order stays cancelled, whatever comes later.</summary>
        public async Task ACancelledOrderStaysCancelledAsync(Func<OrderView, object> refusal, params Func<OrderView, object>[] later)
        {
            var order = await fixture.PlaceAsync();
            await fixture.HearAsync(refusal(order));

            foreach (var answer in later)
            {
                await fixture.HearAsync(answer(order));
            }

            Assert.Equal(OrderState.Cancelled, (await fixture.SeeAsync(order)).State);
            Assert.Empty(fixture.Told<OrderConfirmed>(message => message.OrderId == order.OrderId));
            await fixture.ToldOnceAsync<OrderCancelled>(message => message.OrderId == order.OrderId);
        }

        async Task HearThriceAsync(object message)
        {
            var id = Guid.CreateVersion7();
            await fixture.HearAsync(message, id);
            await fixture.HearAsync(message, id);
            await fixture.HearAsync(message);
        }
    }
}
